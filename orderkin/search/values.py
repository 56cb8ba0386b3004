"""What the values of `created:`, `total:` and `free:` mean (pure)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?-?")
_YEARS = range(1900, 2200)  # a midnight at either end of the calendar is in no time zone's day
_AGO = re.compile(r"(\d{1,4})d")
_AMOUNT = re.compile(r"(\d{1,15}|\d{1,3}(?:[.,' ]\d{3}){1,4})(?:[.,](\d{1,2}))?")
_COMPARED = re.compile(r"(>=|<=|>|<|=)?(.*)", re.DOTALL)
_CURRENCY = re.compile(
    r"(?P<before>[A-Za-z]{3})(?P<rest>[^A-Za-z]*)|(?P<amount>[^A-Za-z]*)(?P<after>[A-Za-z]{3})"
)


@dataclass(frozen=True, slots=True)
class Days:
    """Calendar days in the reader's zone, both ends included; None is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts in major units of `currency` (any when None); None is open."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_counts: bool = True
    high_counts: bool = True
    currency: str | None = None


def read_days(text: str, today: date) -> Days | None:
    """The days meant by `2026`, `2026-01..2026-03`, `>=2026-02`, `today`, `7d`; None for none."""
    sign, rest = _compared(text.lower())
    if ".." in rest:
        first, _, last = rest.partition("..")
        return _between(_days(first, today), _days(last, today))
    span = _days(rest, today)
    if span is None or span == Days():
        return span
    if sign in (">", ">="):
        return Days(first=span.first if sign == ">=" else _after(span.last))
    if sign in ("<", "<="):
        return Days(last=span.last if sign == "<=" else _before(span.first))
    return span


def _between(first: Days | None, last: Days | None) -> Days | None:
    """From the one to the other, whichever was typed first."""
    if first is None or last is None:
        return None
    if first.first and last.last and first.first > last.last:
        first, last = last, first
    return Days(first.first, last.last)


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day and day < date.max else day


def _before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day and day > date.min else day


def _days(text: str, today: date) -> Days | None:
    text = text.strip()
    if not text:
        return Days()
    if text == "today":
        return Days(today, today)
    if text == "yesterday":
        return Days(today - timedelta(days=1), today - timedelta(days=1))
    if ago := _AGO.fullmatch(text):
        return Days(today - timedelta(days=max(int(ago[1]) - 1, 0)), today)
    return _calendar(text)


def _calendar(text: str) -> Days | None:
    written = _DAY.fullmatch(text)
    if not written:
        return None
    year, month, day = int(written[1]), written[2], written[3]
    if year not in _YEARS:
        return None
    try:
        if day:
            only = date(year, int(month), int(day))
            return Days(only, only)
        first = date(year, int(month or 1), 1)
        final = int(month or 12)
        return Days(first, date(year, final, monthrange(year, final)[1]))
    except ValueError:
        return None


def read_amounts(text: str) -> Amounts | None:
    """The amounts meant by `>100`, `100..200`, `<=99,90`, `1.000eur`; None for none."""
    sign, rest = _compared(text)
    currency, rest = _currency(rest.strip())
    if ".." in rest:
        low, _, high = rest.partition("..")
        return _amounts_between(low, high, currency)
    amount = _amount(rest)
    if amount is None:
        return None if rest else Amounts(currency=currency)
    if sign in (">", ">="):
        return Amounts(low=amount, low_counts=sign == ">=", currency=currency)
    if sign in ("<", "<="):
        return Amounts(high=amount, high_counts=sign == "<=", currency=currency)
    return Amounts(amount, amount, currency=currency)


def _amounts_between(low: str, high: str, currency: str | None) -> Amounts | None:
    least, most = _amount(low), _amount(high)
    if (low.strip() and least is None) or (high.strip() and most is None):
        return None
    if least is not None and most is not None and least > most:
        least, most = most, least
    return Amounts(least, most, currency=currency)


def _amount(text: str) -> Decimal | None:
    written = _AMOUNT.fullmatch(text.strip())
    if not written:
        return None
    whole = re.sub(r"[.,' ]", "", written[1])
    return Decimal(f"{whole}.{written[2] or 0}")


def _currency(text: str) -> tuple[str | None, str]:
    parts = _CURRENCY.fullmatch(text)
    if not parts:
        return None, text
    code, rest = parts["before"] or parts["after"], parts["rest"] or parts["amount"] or ""
    return code.upper(), rest.strip()


def _compared(text: str) -> tuple[str, str]:
    parts = _COMPARED.fullmatch(text.strip())
    return (parts[1] or "", parts[2].strip()) if parts else ("", text)


def read_flag(text: str) -> bool | None:
    """`yes`, `y`, `true`, `1` or `no`, `n`, `false`, `0`, each also half-typed; else None."""
    word = text.lower()
    if word and any(full.startswith(word) for full in ("yes", "true", "1")):
        return True
    if word and any(full.startswith(word) for full in ("no", "false", "0")):
        return False
    return None

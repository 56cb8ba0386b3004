"""Amounts as people and machines write them, read exactly: never through a float."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from orderkin.imports.problems import Unreadable
from orderkin.lib.money import exponent, is_currency

# Beyond this no order is real, and no 64-bit column overflows below it.
LARGEST = Decimal(10**13)

# A number wrapped in whatever marks a currency: "AU $3,000.00", "1 234,50 €", "(12.00)", "-5".
_SHAPE = re.compile(
    r"""^\s*(?P<open>\()?\s*(?P<sign1>[-+\u2212])?\s*(?P<before>[^\d\s()+\-\u2212.,][^\d()+\-]*?)?\s*
    (?P<sign2>[-+\u2212])?\s*(?P<number>[.,]?\d[\d.,'\u2019\u066b\u066c\s_]*?)\s*
    (?P<after>[^\d\s()+\-][^\d()+\-]*?)?\s*(?P<sign3>[-\u2212])?\s*(?P<close>\))?\s*$""",
    re.VERBOSE,
)
_GROUPS = re.compile(r"^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$")
_SPACES = re.compile(r"[\s'\u2019_\u066c]")
# What nearly every machine writes: nothing in it can mean anything else.
_BARE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")

# Signs that mean one currency; a bare $, ¥ or kr means several and is settled by the order.
_SIGNS = {
    "€": "EUR", "EURO": "EUR", "£": "GBP", "US$": "USD", "U$S": "USD", "AU$": "AUD", "A$": "AUD",
    "C$": "CAD", "CA$": "CAD", "CDN$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "R$": "BRL", "MX$": "MXN", "₹": "INR", "RS": "INR", "RS.": "INR", "ZŁ": "PLN", "₺": "TRY",
    "₩": "KRW", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN", "FR.": "CHF",
    "SFR.": "CHF", "KČ": "CZK", "FT": "HUF", "円": "JPY", "元": "CNY", "JP¥": "JPY", "CN¥": "CNY",
}  # fmt: skip
_OPEN_SIGNS = {
    "$": frozenset({
        "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP",
        "BRL", "JMD", "TTD", "BBD", "BSD", "BZD", "FJD", "BND", "NAD", "XCD", "LRD", "SRD", "GYD",
        "KYD", "BMD",
    }),
    "¥": frozenset({"JPY", "CNY"}),
    "KR": frozenset({"SEK", "NOK", "DKK", "ISK"}),
}  # fmt: skip


def is_bare(text: str) -> bool:
    """Whether this is digits and at most a point and two decimals: no currency, no doubt."""
    return _BARE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact amount and the currency its own cell names, or the sign that several share."""

    value: Decimal
    currency: str = ""
    sign: str = ""

    def may_be(self, currency: str) -> bool:
        """Whether the cell leaves room for this currency."""
        if self.sign:
            return currency in _OPEN_SIGNS[self.sign]
        return self.currency in {"", currency}


@lru_cache(maxsize=20_000)
def read_amount(text: str, mark: str = "") -> Amount:
    """The amount in `text`; `mark` is the decimal mark where the file has settled it.

    Raises Unreadable: not_an_amount, or number_ambiguous for `1,234` while nothing says whether
    the comma groups thousands or starts the decimals.
    """
    if _BARE.fullmatch(text):
        return Amount(Decimal(text))
    shape = _SHAPE.match(text)
    if shape is None:
        raise Unreadable("not_an_amount", text=text)
    named = _currency((shape["before"] or "").strip() or (shape["after"] or "").strip(), text)
    currency, sign = ("", named) if named in _OPEN_SIGNS else (named, "")
    signs = [shape["sign1"], shape["sign2"], shape["sign3"]]
    minus = sum(1 for sign in signs if sign in {"-", "\u2212"}) + bool(shape["open"])
    if minus > 1 or bool(shape["open"]) != bool(shape["close"]):
        raise Unreadable("not_an_amount", text=text)
    value = Decimal(_plain(shape["number"], mark, text))
    if value > LARGEST:
        raise Unreadable("amount_too_large", text=text)
    return Amount(-value if minus else value, currency, sign)


@lru_cache(maxsize=1_000)
def currency_named(text: str) -> str:
    """The currency's code from a cell that names it by code, sign or word; '' when it does not."""
    try:
        named = _currency(text.strip(), text)
    except Unreadable:
        return ""
    return named if is_currency(named) else ""


def _currency(sign: str, text: str) -> str:
    """The currency's code, the sign when it stands for several, or nothing."""
    compact = _SPACES.sub("", sign).upper()
    if not compact or compact in _OPEN_SIGNS:
        return compact
    if compact == "KR.":
        return "KR"
    known = _SIGNS.get(compact, "")
    if known:
        return known
    code = compact.strip("$€£¥")
    if len(code) == 3 and is_currency(code):
        return code
    raise Unreadable("not_an_amount", text=text)


def _plain(number: str, mark: str, text: str) -> str:
    """Digits with at most one point, from any grouping."""
    number = _SPACES.sub("", number).replace("\u066b", ".")
    decimal = _decimal_mark(number) or mark
    if decimal == "?":
        raise Unreadable("not_an_amount", text=text)
    if not decimal:
        raise Unreadable("number_ambiguous", text=text)
    other = "," if decimal == "." else "."
    whole, _, rest = number.partition(decimal) if decimal != "none" else (number, "", "")
    if decimal == "none":
        return re.sub(r"[.,]", "", number)
    if decimal in rest or other in rest or not _grouped(whole, other):
        raise Unreadable("not_an_amount", text=text)
    return f"{whole.replace(other, '') or '0'}.{rest or '0'}"


def _grouped(whole: str, mark: str) -> bool:
    """Whether thousands are grouped sensibly: 1,234,567 or 12,34,567 but not 1,2,3."""
    return mark not in whole or bool(_GROUPS.match(whole))


def _decimal_mark(number: str) -> str:
    """The mark this number alone proves: '.', ',', 'none', or '' when it proves nothing."""
    points, commas = number.count("."), number.count(",")
    if points and commas:
        last = "." if number.rindex(".") > number.rindex(",") else ","
        return last if number.count(last) == 1 else "?"
    if not points and not commas:
        return "none"
    mark = "." if points else ","
    if points + commas > 1:
        return "none" if _GROUPS.match(number) else "?"
    whole, _, rest = number.partition(mark)
    grouping_possible = len(rest) == 3 and 1 <= len(whole) <= 3 and whole.lstrip("0") != ""
    return "" if grouping_possible else mark


def marks_of(samples: Iterable[str]) -> frozenset[str]:
    """The decimal marks that the samples prove; two of them mean the file mixes habits."""
    found = set()
    for text in samples:
        if _BARE.fullmatch(text):
            if "." in text:
                found.add(".")
            continue
        shape = _SHAPE.match(text)
        if shape is None:
            continue
        number = _SPACES.sub("", shape["number"])
        proved = _decimal_mark(number)
        if proved == "none" and re.search(r"[.,]", number):
            proved = "," if "." in number else "."
        if proved in {".", ","}:
            found.add(proved)
    return frozenset(found)


def to_exact_minor(value: Decimal, currency: str) -> int | None:
    """Minor units, or None when the amount is finer than the currency's smallest coin."""
    scaled = value.scaleb(exponent(currency))
    whole = int(scaled)
    return whole if scaled == whole else None


@lru_cache(maxsize=20_000)
def read_quantity(text: str, mark: str = "") -> Decimal:
    """A count, possibly negative or broken (1.5); `mark` is the file's decimal mark.

    Raises Unreadable: not_a_quantity, or number_ambiguous as amounts do: 2,000 pieces or two.
    """
    if re.search(r"[^\d\s.,+\-]", text):
        raise Unreadable("not_a_quantity", text=text)
    try:
        return read_amount(text, mark).value
    except Unreadable as wrong:
        code = "number_ambiguous" if wrong.code == "number_ambiguous" else "not_a_quantity"
        raise Unreadable(code, text=text) from wrong

"""One pass over a table before reading it: what all rows together prove that one row cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from orderkin.imports.amounts import Amount, currency_named, is_bare, marks_of, read_amount
from orderkin.imports.dates import date_orders, is_zone, lacks_zone
from orderkin.imports.mapping import FIELDS, Bound
from orderkin.imports.problems import CannotRead, ImportProblem, Unreadable, told
from orderkin.imports.rows import Choices
from orderkin.imports.seen import Seen
from orderkin.imports.tables import Row, Rows, heading
from orderkin.imports.vocabulary import is_sum
from orderkin.lib.money import is_currency


@dataclass(frozen=True, slots=True)
class Settled:
    """How this file's cells are read: by the mapping, a person's choice, or the file's proof."""

    zone: str
    date_order: str
    decimal_mark: str
    currency: str
    scattered: frozenset[str]
    warnings: tuple[ImportProblem, ...] = ()


@dataclass
class _Found:
    watched: tuple[tuple[str, str, str], ...]
    seen: Seen = field(default_factory=Seen)
    scattered: set[str] = field(default_factory=set)
    last: str = ""
    orders: set[str] = field(default_factory=set)
    date_needed: tuple[int, str] = (0, "")
    zone_missing: int = 0
    marks: set[str] = field(default_factory=set)
    currencies: set[str] = field(default_factory=set)
    checked: set[str] = field(default_factory=set)
    bare_sign: bool = False


_COUNTED = frozenset({"date", "amount", "quantity"})


def survey(table: Rows, bound: Bound, choices: Choices) -> Settled:
    """Settle dates, decimals, currency and zone for the whole file.

    Raises CannotRead: date_order_ambiguous or currency_missing, when the file leaves it open and
    nobody has said.
    """
    must_exist(choices.currency or bound.mapping.currency, choices.zone or bound.mapping.zone)
    found = _Found(_watched(bound))
    for row in table.rows():
        if kind_of(row, bound, table.header, table.header_line) in {"", "more"}:
            _look(row, bound, found)
    mapping = bound.mapping
    currency = choices.currency or mapping.currency or _only(found.currencies)
    if not (currency or found.currencies or found.bare_sign):
        raise CannotRead("currency_missing")
    return Settled(
        zone=choices.zone or mapping.zone or "UTC",
        date_order=choices.date_order or mapping.date_order or _date_order(found),
        decimal_mark=choices.decimal_mark or mapping.decimal_mark or _mark(found),
        currency=currency,
        scattered=frozenset(found.scattered),
        warnings=tuple(_zone_warning(found, choices.zone or mapping.zone)),
    )


def must_exist(currency: str, zone: str) -> None:
    """What was said about the file is real. Raises CannotRead: currency_unknown, zone_unknown."""
    if currency and not is_currency(currency):
        raise CannotRead("currency_unknown", text=currency)
    if zone and not is_zone(zone):
        raise CannotRead("zone_unknown", text=zone)


def _watched(bound: Bound) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (name, kind, bound.column(name))
        for name, (kind, _) in FIELDS.items()
        if name in bound.positions and kind in {"date", "amount"}
    )


def kind_of(row: Row, bound: Bound, header: tuple[str, ...], header_line: int) -> str:
    """What a row is: '' an order's row, 'more' a line without a number, or why it is skipped."""
    if row.left:
        return row.left.code
    if row.formulas and (unknown := _with_formula(row, bound)) is not None:
        return unknown
    if row.blank:
        return "blank_line"
    if row.cells and row.cells[0].strip() == header[0] and _repeats(row, header):
        return "repeated_header"
    if not _says_anything(row, bound):
        return "not_an_order"
    number = value(row, bound, "number") if bound.has("number") else row.place
    if number and row.line <= header_line + _DESCRIBED and _describes(row, bound):
        return "not_an_order"
    if number and bound.has("number") and not is_sum(number):
        return ""
    if _sums_up(row, bound):
        return "not_an_order"
    if number:
        return ""
    return "number_missing" if _speaks_of_order(row, bound) else "more"


# So many rows below the header may explain the columns.
_DESCRIBED = 3


def _describes(row: Row, bound: Bound) -> bool:
    """Words where every date, amount and count would stand: the columns are explained."""
    texts = [value(row, bound, name) for name in bound.positions if FIELDS[name][0] in _COUNTED]
    filled = list(filter(None, texts))
    return len(filled) >= 2 and not any(re.search(r"\d", text) for text in filled)


def _sums_up(row: Row, bound: Bound) -> bool:
    """A row that begins with a word such as Total and names no product, day or customer."""
    first = next(filter(None, row.texts), "")
    told = any(value(row, bound, name) for name in ("sku", "placed_at", "customer_email"))
    return is_sum(first) and not told


def _with_formula(row: Row, bound: Bound) -> str | None:
    """Without its number a row is of no order; with another unknown cell it stays its order's."""
    if any(place in row.formulas for place in bound.positions.get("number", ())):
        return "formula_without_value"
    return "" if formula_in(row, bound) and value(row, bound, "number") else None


def formula_in(row: Row, bound: Bound) -> str:
    """The first column that matters here whose cell holds a formula without a value."""
    if not row.formulas:
        return ""
    matters = {place for places in bound.positions.values() for place in places}
    return next((bound.header[place] for place in row.formulas if place in matters), "")


def _repeats(row: Row, header: tuple[str, ...]) -> bool:
    same = sum(heading(a) == heading(b) for a, b in zip(row.cells, header, strict=False))
    return same * 2 > len(header)


def _says_anything(row: Row, bound: Bound) -> bool:
    """Footers, titles and descriptions carry no date, amount, count or product."""
    texts = row.texts
    width = len(texts)
    return any(texts[index] for index in bound.telling if index < width)


def _speaks_of_order(row: Row, bound: Bound) -> bool:
    return any(value(row, bound, name) for name in ("placed_at", "total", "customer_email"))


def value(row: Row, bound: Bound, name: str) -> str:
    """The row's first filled cell for a field, as plain text."""
    positions = bound.positions.get(name)
    if positions is None:
        return ""
    texts = row.texts
    for index in positions:
        if index < len(texts) and texts[index]:
            return texts[index]
    return ""


def _look(row: Row, bound: Bound, found: _Found) -> None:
    number = value(row, bound, "number")
    if number and number != found.last:
        if found.seen.again(number):
            found.scattered.add(number)
        found.last = number
    checked = found.checked
    for name, kind, column in found.watched:
        text = value(row, bound, name)
        if text and text not in checked:
            _check(text, kind, row, column, found)
    currency = value(row, bound, "currency")
    if currency and currency not in found.currencies:
        found.currencies.add(currency_named(currency) or currency.upper())


def _check(text: str, kind: str, row: Row, column: str, found: _Found) -> None:
    if len(found.checked) < 100_000:
        found.checked.add(text)
    if kind == "date":
        orders, needed = date_orders([text])
        found.orders |= orders
        if needed and not found.date_needed[0]:
            found.date_needed = (row.line, column)
        if not found.zone_missing and lacks_zone(text):
            found.zone_missing = row.line
        return
    found.marks |= marks_of([text])
    found.bare_sign = found.bare_sign or "$" in text or "¥" in text
    if is_bare(text):
        return
    named = _currency_of(text)
    if named:
        found.currencies.add(named)


def _currency_of(text: str) -> str:
    try:
        amount: Amount = read_amount(text, ".")
    except Unreadable:
        return ""
    return amount.currency


def _date_order(found: _Found) -> str:
    if len(found.orders) == 1:
        return next(iter(found.orders))
    line, column = found.date_needed
    if line:
        raise CannotRead("date_order_ambiguous", line=line, column=column)
    return ""


def _mark(found: _Found) -> str:
    return _only(found.marks)


def _only(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""


def _zone_warning(found: _Found, zone: str) -> list[ImportProblem]:
    if not found.zone_missing or zone:
        return []
    return [ImportProblem("zone_assumed", found.zone_missing, "", told(zone="UTC"), "warning")]

"""The cells of one order's rows, read as text, amounts, counts and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from orderkin.imports.amounts import read_amount, read_quantity, to_exact_minor
from orderkin.imports.dates import read_date
from orderkin.imports.mapping import Bound
from orderkin.imports.problems import ImportProblem, Unreadable, told
from orderkin.imports.survey import Settled, value
from orderkin.imports.tables import Row
from orderkin.lib.money import exponent

_LOST_DIGITS = re.compile(r"^\d(?:[.,]\d+)?[eE]\+\d+$")
_LONGEST = {
    "note": 20_000, "service_note": 20_000, "customer_note": 20_000, "number": 80, "sku": 80,
    "customer_email": 254, "channel_id": 80,
}  # fmt: skip


@dataclass
class Cells:
    """One order's rows and how to read them; what had to be bent is kept in `warnings`."""

    bound: Bound
    settled: Settled
    rows: tuple[Row, ...]
    currency: str = ""
    warnings: list[ImportProblem] = field(default_factory=list)

    def warn(self, code: str, row: Row | None = None, column: str = "", **values: object) -> None:
        """Note something that was read otherwise than it stands."""
        line = (row or self.rows[0]).line
        self.warnings.append(ImportProblem(code, line, column, told(**values), "warning"))

    def text(self, name: str, row: Row | None = None) -> str:
        """The field's text: on one row, or the first filled one of the order."""
        positions = self.bound.positions.get(name)
        if positions is None:
            return ""
        for candidate in (row,) if row else self.rows:
            text = _read(candidate.texts, positions, name)
            if text:
                if len(text) > _LONGEST.get(name, 2_000):
                    raise self.wrong("text_too_long", candidate, name,
                                     limit=_LONGEST.get(name, 2_000))  # fmt: skip
                return text
        return ""

    def identity(self, name: str, row: Row | None = None) -> str:
        """A number that must stay text. Raises Unreadable: id_lost_digits."""
        text = self.text(name, row)
        if _LOST_DIGITS.match(text):
            raise self.wrong("id_lost_digits", row or self.rows[0], name, text=text)
        return text

    def exact(self, name: str, row: Row) -> Decimal | None:
        """The amount in a row's cell, exact, several columns added; None when they are blank."""
        positions = self.bound.positions.get(name)
        if positions is None:
            return None
        found: Decimal | None = None
        texts = row.texts
        for index in positions:
            text = texts[index] if index < len(texts) else ""
            if text:
                found = (found or Decimal(0)) + self._amount(text, row, self.bound.header[index])
        return found

    def _amount(self, text: str, row: Row, column: str) -> Decimal:
        try:
            amount = read_amount(text, self.settled.decimal_mark)
        except Unreadable as wrong:
            raise Unreadable(wrong.code, line=row.line, column=column, text=text) from wrong
        if self.currency and not amount.may_be(self.currency):
            raise Unreadable("currency_differs", line=row.line, column=column, text=text,
                             currency=self.currency)  # fmt: skip
        return amount.value

    def minor(self, name: str, row: Row) -> int | None:
        """A row's amount in minor units; finer ones are rounded half up and told."""
        exact = self.exact(name, row)
        if exact is None:
            return None
        whole = to_exact_minor(exact, self.currency)
        if whole is None:
            whole = rounded(exact, self.currency)
            self.warn("amount_rounded", row, self.bound.column(name), text=exact)
        return whole

    def order_amount(self, name: str) -> int | None:
        """An amount of the whole order: said once, repeated alike, or added when it differs."""
        if name not in self.bound.positions:
            return None
        found = [amount for row in self.rows if (amount := self.minor(name, row)) is not None]
        if not found:
            return None
        repeated = len(set(found)) == 1 and self.bound.mapping.order_amounts == "once"
        return found[0] if repeated else sum(found)

    def count(self, name: str, row: Row) -> Decimal | None:
        """A quantity; None when blank. Raises Unreadable: not_a_quantity, number_ambiguous."""
        text = self.text(name, row)
        if not text:
            return None
        try:
            return read_quantity(text, self.settled.decimal_mark)
        except Unreadable as wrong:
            raise self.wrong(wrong.code, row, name, text=text) from wrong

    def date(self, name: str) -> datetime | None:
        """The field's moment in UTC; None when blank. Raises Unreadable with its place."""
        for row in self.rows:
            text = value(row, self.bound, name)
            if text:
                try:
                    return read_date(text, order=self.settled.date_order, zone=self.settled.zone)
                except Unreadable as wrong:
                    raise self.wrong(wrong.code, row, name, text=text) from wrong
        return None

    def wrong(self, code: str, row: Row, name: str, **values: object) -> Unreadable:
        """The refusal for one cell, with its line and column."""
        return Unreadable(code, line=row.line, column=self.bound.column(name), **values)


def _read(texts: list[str], positions: tuple[int, ...], name: str) -> str:
    if len(positions) == 1:
        return texts[positions[0]] if positions[0] < len(texts) else ""
    return _joined([texts[index] for index in positions if index < len(texts)], name)


def _joined(parts: list[str], name: str) -> str:
    between = ", " if name.endswith("line2") else " "
    return between.join(dict.fromkeys(filter(None, parts)))


def rounded(exact: Decimal, currency: str) -> int:
    """Minor units, half up."""
    scaled = exact.scaleb(exponent(currency))
    return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))

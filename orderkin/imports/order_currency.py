"""Which currency an order of a file is in (pure)."""

from __future__ import annotations

from orderkin.imports.amounts import currency_named
from orderkin.imports.cells import Cells
from orderkin.imports.countries import country_code
from orderkin.imports.problems import Unreadable

_DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD",
            "MX": "MXN", "GB": "GBP", "JP": "JPY", "CN": "CNY", "SE": "SEK", "NO": "NOK",
            "DK": "DKK"}  # fmt: skip


def order_currency(cells: Cells) -> str:
    """The order's currency: its column, its signs, the file's only one, a person's choice."""
    told = cells.text("currency")
    if told:
        named = currency_named(told)
        if not named:
            raise cells.wrong("currency_unknown", cells.rows[0], "currency", text=told)
        for row in cells.rows[1:]:
            other = cells.text("currency", row)
            if other not in {"", told} and currency_named(other) != named:
                raise cells.wrong("currency_differs", row, "currency", text=other, currency=named)
        return named
    if cells.settled.currency:
        if cells.bound.has("currency"):
            cells.warn("currency_assumed", currency=cells.settled.currency)
        return cells.settled.currency
    country = country_code(cells.text("shipping_to_country"))
    if country in _DOLLARS and any("$" in cell for row in cells.rows for cell in row.cells):
        return _DOLLARS[country]
    raise Unreadable("currency_missing", line=cells.rows[0].line)

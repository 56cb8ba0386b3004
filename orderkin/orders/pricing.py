"""The arithmetic of lines and orders in minor units (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from orderkin.lib.errors import Invalid
from orderkin.lib.money import included_share, share, split

# A thousand orders of this size still fit into a signed 64-bit column, tax included.
LARGEST = 10**15


class PriceBasis(StrEnum):
    """Where a line's price comes from; the list price is kept beside it whichever it is."""

    TODAY = "today"
    AS_PAID = "as_paid"
    DIFFERENCE = "difference"
    FREE = "free"
    CUSTOM = "custom"


# A custom price below this share of the list price is a gift that is called a sale.
GIFT_PERCENT = 10

BASIS_LABELS: dict[str, str] = {
    "today": "today's price",
    "as_paid": "as paid",
    "difference": "difference",
    "free": "free",
    "custom": "custom",
}


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """One line's amounts for its whole quantity, minor units."""

    subtotal: int
    discount: int
    total: int
    tax: int
    given_free: int = 0


@dataclass(frozen=True, slots=True)
class OrderSums:
    """An order's amounts, minor units."""

    subtotal: int
    discount: int
    tax: int
    total: int
    given_free: int


def line_amounts(
    *,
    quantity: int,
    unit_price: int,
    discount: int = 0,
    tax_rate: int = 0,
    prices_include_tax: bool = False,
    free_list_price: int = 0,
) -> LineAmounts:
    """Amounts of one line. `tax_rate` is basis points; tax is rounded once per line, half up.

    `free_list_price` is the unit's list price when the line is free, else 0.
    """
    subtotal = quantity * unit_price
    total = subtotal - discount
    if max(abs(subtotal), abs(total), free_list_price * quantity) > LARGEST:
        raise Invalid("This comes to more money than can be counted.", code="too_large")
    tax = included_share(total, tax_rate) if prices_include_tax else share(total, tax_rate)
    return LineAmounts(subtotal, discount, total, tax, free_list_price * quantity)


def given_away(*, basis: str, list_price: int, quantity: int, total: int) -> int:
    """List value that a line gives away (minor units): the one place that says what a gift is.

    All of it when it is free; what is left out when a custom price asks less than a tenth of it.
    `total` is the line's, after discount and before any tax that is added.
    """
    value = list_price * quantity
    if basis == PriceBasis.FREE:
        return value
    is_gift = basis == PriceBasis.CUSTOM and total * 100 < value * GIFT_PERCENT
    return value - total if is_gift else 0


def order_sums(
    lines: Iterable[LineAmounts],
    *,
    shipping_charge: int,
    shipping_tax_rate: int = 0,
    prices_include_tax: bool = False,
) -> OrderSums:
    """Sums of an order from its priced lines (kit components have no price of their own)."""
    rows = list(lines)
    taxed = included_share if prices_include_tax else share
    tax = sum(row.tax for row in rows) + taxed(shipping_charge, shipping_tax_rate)
    subtotal = sum(row.subtotal for row in rows)
    discount = sum(row.discount for row in rows)
    total = subtotal - discount + shipping_charge + (0 if prices_include_tax else tax)
    return OrderSums(subtotal, discount, tax, total, sum(row.given_free for row in rows))


def price_exactly(amount: int, quantity: int) -> tuple[int, int]:
    """A unit price and a discount that make `quantity` units cost exactly `amount`.

    100 for 3 units is 34 each less 2: what was paid rarely divides, and must still add up.
    """
    unit = -(-amount // quantity)
    return unit, unit * quantity - amount


def scaled(amount: int, units: int, of: int) -> int:
    """What `units` cost when `of` units cost `amount`; beyond that, full sets are repeated."""
    whole, rest = divmod(units, of)
    return amount * whole + (part_of(amount, rest, of) if rest else 0)


def balance(*, total: int, paid: int, refunded: int) -> int:
    """What is still owed (minor units); negative is owed to the customer.

    A refund gives back what was charged, so it owes nothing anew; only what was paid beyond the
    total and not refunded is owed back.
    """
    return total - paid if paid <= total else -max(0, paid - total - refunded)


def part_of(amount: int, units: int, of: int) -> int:
    """What `units` out of `of` units cost when all of them cost `amount` (minor units)."""
    return split(amount, [units, of - units])[0]

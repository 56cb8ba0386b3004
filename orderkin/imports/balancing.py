"""An imported order in the desk's own arithmetic: discount and tax on lines, nothing left over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from orderkin.customers.addresses import Address
from orderkin.imports.rows import ImportedCustomer, ImportedLine, ImportedOrder
from orderkin.lib.money import split

NOT_ITEMISED = "Not itemised in the file"


def balanced(order: ImportedOrder) -> ImportedOrder:
    """The same total, with the order's discount and tax shared out over its lines.

    What the file's total holds beyond its parts becomes a line of its own that says so; what it
    lacks becomes discount. Shares add up by largest remainder. All amounts are minor units.
    """
    order = _explained(order)
    order = _discounted(order, order.discount)
    return _taxed(order)


def _explained(order: ImportedOrder) -> ImportedOrder:
    """Close the gap between the parts and the file's total."""
    gap = order.total - order.parts
    if not gap and order.lines:
        return order
    bare = not order.lines and (order.tax or order.discount)
    if gap <= 0 and not bare:
        return replace(order, discount=order.discount - gap, adjustment=0)
    line = ImportedLine(
        sku="",
        name=NOT_ITEMISED,
        quantity=1,
        unit_price=max(gap, 0),
        key="not itemised",
        ships=False,
    )
    discount = order.discount - min(gap, 0)
    return replace(order, lines=(*order.lines, line), discount=discount, adjustment=0)


def _discounted(order: ImportedOrder, discount: int) -> ImportedOrder:
    """Off the lines first, as far as they reach; what is left comes off shipping, then a line."""
    if not discount:
        return order
    totals = [max(line.total, 0) for line in order.lines]
    off_lines = min(discount, sum(totals))
    off_shipping = min(discount - off_lines, order.shipping)
    left = discount - off_lines - off_shipping
    shares = split(off_lines, totals) if off_lines else [0] * len(totals)
    if left and shares:
        shares[-1] += left
    lines = tuple(
        replace(line, discount=line.discount + share)
        for line, share in zip(order.lines, shares, strict=True)
    )
    return replace(order, lines=lines, discount=0, shipping=order.shipping - off_shipping)


def _taxed(order: ImportedOrder) -> ImportedOrder:
    """Tax the file tells only for the order, or for shipping, is carried by the lines."""
    missing = order.tax - sum(line.tax for line in order.lines)
    if not missing or not order.lines:
        return order
    shares = split(missing, [max(line.total, 0) for line in order.lines])
    lines = tuple(
        replace(line, tax=line.tax + share) for line, share in zip(order.lines, shares, strict=True)
    )
    return replace(order, lines=lines)


def digest(order: ImportedOrder) -> str:
    """Equal while the channel says the same about the order, wherever in a file it stands."""
    rank = {line.key: n for n, line in enumerate(order.lines)}
    told = (
        _of_order(order),
        [_in_full(one) for one in (order.customer, order.billing, order.shipping_address)],
        [_of_line(line) for line in order.lines],
        [
            (
                parcel.at,
                parcel.carrier,
                parcel.tracking,
                [(rank.get(k, k), n) for k, n in parcel.lines],
            )
            for parcel in order.shipments
        ],
    )
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _getter(shape: Any, *, without: frozenset[str]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(shape) if field.name not in without))


# Where something stands in a file (line numbers, keys made from them) is not what it says.
_of_line = _getter(ImportedLine, without=frozenset({"source_line", "place", "key"}))
_of_order = _getter(
    ImportedOrder,
    without=frozenset(
        {"source_lines", "elsewhere", "warnings", "lines", "shipments"}
        | {"customer", "billing", "shipping_address"}
    ),
)
_IN_FULL = {shape: _getter(shape, without=frozenset()) for shape in (ImportedCustomer, Address)}


def _in_full(one: ImportedCustomer | Address) -> tuple[str, ...]:
    return _IN_FULL[type(one)](one)

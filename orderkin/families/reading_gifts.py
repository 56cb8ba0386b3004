"""Reading what a family was given free, by product, also by orders that left it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from orderkin.families.answering import AWAY
from orderkin.families.gifts import Gift
from orderkin.orders.pricing import PriceBasis, given_away
from orderkin.sql import fetch
from orderkin.sql.values import document

# An order that was made elsewhere and linked by hand brings its free lines along; they were given
# for reasons of their own.
_GIFTS = """
SELECT l.id, o.id AS order_id, o.number, l.sku, l.quantity, l.price_basis, l.list_price, l.total
  FROM orders_order o JOIN orders_orderline l ON l.order_id = o.id
 WHERE o.id IN (SELECT r.child_id FROM families_relation r
                 WHERE r.root_id = %s AND r.origin <> 'linked'
                UNION SELECT a.id FROM away a)
   AND o.status NOT IN ('canceled', 'void') AND l.kit_line_id IS NULL AND l.sku IN ({skus})
 ORDER BY o.id, l.id
"""


def answered_in(kin: Iterable[Any]) -> set[int]:
    """The lines of relatives (rows with a `line_map`) that answer a sold line."""
    entries = (entry for row in kin for entry in document(row.line_map))
    return {entry["child_line"] for entry in entries if entry["role"] != "adds"}


def family_gifts(root: int, skus: Collection[str], answered: Collection[int]) -> tuple[Gift, ...]:
    """The gifts of these products under `root`; `answered` are the lines that answer a sold one."""
    if not skus:
        return ()
    statement = AWAY + _GIFTS.format(skus=", ".join(["%s"] * len(skus)))
    rows = fetch(statement, [root, root, root, *sorted(skus)])
    return tuple(
        Gift(row.order_id, row.number, row.sku, row.quantity, row.id in answered)
        for row in rows
        if row.price_basis == PriceBasis.FREE
        or given_away(
            basis=row.price_basis,
            list_price=row.list_price,
            quantity=row.quantity,
            total=row.total,
        )
    )

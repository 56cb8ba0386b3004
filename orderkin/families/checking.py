"""Checking a live desk: `orderkin fsck` and the tests find faults through here alone.

Everything is read in pages of bounded size, so memory does not grow with the number of orders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from orderkin.families.checking_orders import order_states
from orderkin.families.checking_relations import links_above, relation_states
from orderkin.families.soundness import Fault, order_faults, relation_faults, tree_faults
from orderkin.sql import fetch

PAGE = 500


def find_faults(
    *, page: int = PAGE, seen: Callable[[str, int], None] | None = None
) -> Iterator[Fault]:
    """Every fault of orders, then relations, then stock; `seen` is told what was looked at."""
    for what, sql, check in (
        ("orders", _ORDERS, _check_orders),
        ("relations", _RELATIONS, _check_relations),
        ("products", _PRODUCTS, _check_stock),
    ):
        for ids in _pages(sql, page):
            yield from check(ids)
            if seen:
                seen(what, len(ids))


_ORDERS = "SELECT id FROM orders_order WHERE id > %s ORDER BY id LIMIT %s"
_RELATIONS = "SELECT id FROM families_relation WHERE id > %s ORDER BY id LIMIT %s"
_PRODUCTS = (
    "SELECT product_id AS id FROM products_stock WHERE product_id > %s ORDER BY product_id LIMIT %s"
)


def _pages(sql: str, size: int) -> Iterator[list[int]]:
    after = 0
    while ids := [row.id for row in fetch(sql, [after, size])]:
        yield ids
        after = ids[-1]


def _check_orders(ids: Sequence[int]) -> Iterator[Fault]:
    for state in order_states(ids):
        yield from order_faults(state)


def _check_relations(ids: Sequence[int]) -> Iterator[Fault]:
    states = relation_states(ids)
    numbers = {state.child: state.number for state in states}
    yield from tree_faults(links_above([state.link for state in states]), numbers)
    for state in states:
        yield from relation_faults(state)


# Promised units are those that open orders still have to send.
_STOCK = """
SELECT p.sku, s.committed, COALESCE(SUM(
       CASE WHEN o.id IS NULL THEN 0 ELSE l.quantity - l.shipped END), 0) AS expected
  FROM products_stock s JOIN products_product p ON p.id = s.product_id
  LEFT JOIN orders_orderline l ON l.product_id = s.product_id AND l.ships
  LEFT JOIN orders_order o ON o.id = l.order_id AND o.keeps_stock
       AND o.status NOT IN ('canceled', 'void', 'quote')
 WHERE s.product_id BETWEEN %s AND %s
 GROUP BY s.product_id, p.sku, s.committed ORDER BY s.product_id
"""


def _check_stock(ids: Sequence[int]) -> Iterator[Fault]:
    for row in fetch(_STOCK, [ids[0], ids[-1]]):
        if row.committed != row.expected:
            stored, expected = str(row.committed), str(row.expected)
            yield Fault("wrong_stock", row.sku, "committed", stored, expected)

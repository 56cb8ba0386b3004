"""Reading a family's money: three statements, whatever its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from orderkin.families.kept_units import Goods, KeptUnits, read_kept
from orderkin.families.ledger import Ledger, LineMoney, OrderMoney, make_ledger
from orderkin.families.tree import Link, walk
from orderkin.orders.models import no_such_order
from orderkin.orders.pricing import given_away
from orderkin.sql import fetch, fetch_one
from orderkin.sql.values import document

_ROOT = """
SELECT COALESCE(r.root_id, o.id) AS root FROM orders_order o
  LEFT JOIN families_relation r ON r.child_id = o.id WHERE o.number = %s
"""

_ORDERS = """
SELECT o.id, o.number, o.status, o.currency, o.prices_include_tax, o.total, o.shipping_charge,
       o.paid, o.refunded, r.parent_id, r.kept_units
  FROM orders_order o LEFT JOIN families_relation r ON r.child_id = o.id
 WHERE o.id IN (SELECT %s UNION ALL SELECT m.child_id FROM families_relation m WHERE m.root_id = %s)
"""

# What a unit cost is kept on the line, in the currency its product is bought in.
_LINES = """
SELECT l.order_id, l.id, l.kit_line_id, l.sku, l.name, l.quantity, l.total, l.tax, l.share,
       l.price_basis, l.list_price,
       l.cost, COALESCE(p.cost_currency, '') AS cost_currency
  FROM orders_orderline l LEFT JOIN products_product p ON p.id = l.product_id
 WHERE l.order_id IN (
       SELECT %s UNION ALL SELECT m.child_id FROM families_relation m WHERE m.root_id = %s)
 ORDER BY l.order_id, l.position
"""


def family_ledger(number: str) -> Ledger:
    """The ledger of the order's whole family, members from the root down. Raises NotFound."""
    found = fetch_one(_ROOT, [number])
    if found is None:
        raise no_such_order(number)
    orders = {row.id: row for row in fetch(_ORDERS, [found.root, found.root])}
    lines: dict[int, list[Any]] = {pk: [] for pk in orders}
    for row in fetch(_LINES, [found.root, found.root]):
        lines[row.order_id].append(row)
    links = [Link(row.id, row.parent_id, found.root) for row in orders.values() if row.parent_id]
    places = [place.order for place in walk(found.root, links)]
    return make_ledger(_member(orders[pk], lines[pk]) for pk in places)


def _member(row: Any, lines: list[Any]) -> OrderMoney:
    opened = {line.kit_line_id for line in lines}
    return OrderMoney(
        order=row.id,
        number=row.number,
        status=row.status,
        currency=row.currency,
        prices_include_tax=bool(row.prices_include_tax),
        total=row.total,
        shipping_charge=row.shipping_charge,
        paid=row.paid,
        refunded=row.refunded,
        lines=(
            *(_line(line, row.currency, opened) for line in lines),
            *_kept(read_kept(document(row.kept_units) or ())),
        ),
    )


def _kept(units: Iterable[KeptUnits]) -> Iterator[LineMoney]:
    """What a wrong unit that stays with the customer cost, and what therefore did not."""
    for unit in units:
        if unit.arrived is None:
            continue
        kept, left = {"name": unit.arrived.name}, {"name": unit.ordered.name}
        yield _goods(unit.arrived, _("Kept: %(name)s") % kept, unit.quantity, 1)
        yield _goods(unit.ordered, _("Not sent: %(name)s") % left, unit.quantity, -1)


def _goods(goods: Goods, name: str, quantity: int, sign: int) -> LineMoney:
    return LineMoney(
        line=0,
        kit_line=None,
        sku=goods.sku,
        name=name,
        quantity=quantity,
        total=0,
        tax=0,
        share=0,
        free_value=0,
        cost=sign * goods.cost,
        cost_currency=goods.cost_currency,
    )


def _line(row: Any, currency: str, opened: set[int | None]) -> LineMoney:
    return LineMoney(
        line=row.id,
        kit_line=row.kit_line_id,
        sku=row.sku,
        name=row.name,
        quantity=row.quantity,
        total=row.total,
        tax=row.tax,
        share=row.share,
        free_value=given_away(
            basis=row.price_basis,
            list_price=row.list_price,
            quantity=row.quantity,
            total=row.total,
        ),
        cost=row.cost,
        cost_currency=row.cost_currency or currency,
        is_opened=row.id in opened,
    )

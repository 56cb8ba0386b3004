"""The lines of a parent as facts, and what stands behind them when it was canceled."""

from __future__ import annotations

from typing import Any

from orderkin.families.answering import lines_behind
from orderkin.families.answers import DEAD
from orderkin.families.facts import BehindFacts, LineFacts
from orderkin.orders.models import OrderLine
from orderkin.products.kits import ProductFacts

# Orders that left are walked to only when there are any: PostgreSQL plans for many.
LINES = """
SELECT l.id, l.kit_line_id, l.position, l.sku, l.name, l.quantity, l.list_price,
       CASE WHEN l.kit_line_id IS NULL THEN l.total ELSE l.share END AS paid,
       l.tax_rate, l.cost, l.is_kit, l.ships, l.shipped, l.returned, l.refunded, l.product_id,
       pr.amount AS today, s.on_hand - s.committed AS available,
       p.sku AS product_sku, p.name AS product_name, p.cost AS product_cost,
       p.cost_currency AS product_currency,
       p.is_kit AS product_is_kit, p.ships AS product_ships,
       (EXISTS (SELECT 1 FROM families_formerlink f WHERE f.parent_id = %s)
        OR EXISTS (SELECT 1 FROM families_relation m
                     JOIN families_formerlink f ON f.parent_id = m.child_id
                    WHERE m.root_id = %s)) AS was_left
  FROM orders_orderline l
  LEFT JOIN products_product p ON p.id = l.product_id
  LEFT JOIN products_productprice pr ON pr.product_id = l.product_id AND pr.currency = %s
  LEFT JOIN products_stock s ON s.product_id = l.product_id
 WHERE l.order_id = %s ORDER BY l.position
"""


def sold_lines(rows: list[Any]) -> tuple[tuple[LineFacts, ...], dict[int, ProductFacts]]:
    """The lines as facts, and the products they name as they are today."""
    products = {row.product_id: _line_product(row) for row in rows if row.product_id}
    lines = tuple(LineFacts(*row[:10], *(bool(x) for x in row[10:12]), *row[12:18]) for row in rows)
    return lines, products


def lines_above(
    order_id: int, status: str, lines: tuple[LineFacts, ...]
) -> tuple[BehindFacts, ...]:
    """What the lines of a canceled parent answered; a living one answers for itself."""
    if status not in DEAD or not lines:
        return ()
    return tuple(
        BehindFacts(
            asked, role, x.pk, x.sku, x.name, x.quantity, x.shipped, x.returned, _made_good(x)
        )
        for asked, role, x in lines_behind(order_id, {line.id for line in lines})
    )


def _made_good(line: OrderLine) -> int:
    """Units that were refunded: all of them once the order was paid back whole."""
    return line.quantity if 0 < line.order.paid <= line.order.refunded else line.refunded


def _line_product(row: Any) -> ProductFacts:
    return ProductFacts(
        id=row.product_id,
        sku=row.product_sku,
        name=row.product_name,
        list_price=row.today,
        cost=row.product_cost,
        cost_currency=row.product_currency,
        is_kit=bool(row.product_is_kit),
        ships=bool(row.product_ships),
        available=row.available,
    )

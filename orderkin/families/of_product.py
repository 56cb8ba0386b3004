"""Where a product went: sold, inside a kit, or sent afterwards for an order made before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from orderkin.sql import fetch
from orderkin.sql.values import moment, shaped

NEWEST = 12


@dataclass(frozen=True, slots=True)
class Way:
    """One way a product went out; `kind` is empty for what was simply sold."""

    kind: str
    kind_label: str
    is_component: bool
    orders: int
    units: int
    free_units: int
    returned: int


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One order line with the product, newest first; amounts in minor units."""

    number: str
    placed_at: datetime
    customer_name: str
    status: str
    quantity: int
    unit_price: int
    currency: str
    price_basis: str
    is_component: bool
    kind_label: str
    reason_label: str


# Neither a quote nor what never went out counts as sent. A component has a share of what its kit
# cost: none of a kit that was free.
_WAYS = """
SELECT COALESCE(k.code, '') AS kind, COALESCE(k.label, '') AS kind_label,
       CASE WHEN l.kit_line_id IS NULL THEN 0 ELSE 1 END AS is_component,
       COUNT(DISTINCT o.id) AS orders, SUM(l.quantity) AS units,
       SUM(CASE WHEN l.price_basis = 'free' OR (l.kit_line_id IS NOT NULL AND l.share = 0
                     AND l.list_price > 0) THEN l.quantity ELSE 0 END) AS free_units,
       SUM(l.returned) AS returned
  FROM orders_orderline l
  JOIN orders_order o ON o.id = l.order_id
  LEFT JOIN families_relation r ON r.child_id = o.id
  LEFT JOIN families_kind k ON k.id = r.kind_id
 WHERE l.product_id = %s AND o.status NOT IN ('quote', 'canceled', 'void')
 GROUP BY 1, 2, 3 ORDER BY 1, 3
"""

_LINES = """
SELECT o.number, o.placed_at, o.customer_name, o.status, l.quantity, l.unit_price, o.currency,
       l.price_basis, CASE WHEN l.kit_line_id IS NULL THEN 0 ELSE 1 END AS is_component,
       COALESCE(k.label, '') AS kind_label, COALESCE(c.label, '') AS reason_label
  FROM orders_orderline l
  JOIN orders_order o ON o.id = l.order_id
  LEFT JOIN families_relation r ON r.child_id = o.id
  LEFT JOIN families_kind k ON k.id = r.kind_id
  LEFT JOIN families_reasoncode c ON c.id = r.reason_id
 WHERE l.product_id = %s
 ORDER BY l.id DESC LIMIT %s
"""


def ways_of_product(product_id: int) -> list[Way]:
    """Orders and units by how the product went out, one statement."""
    rows = fetch(_WAYS, [product_id])
    return [
        shaped(
            Way,
            row,
            is_component=bool(row.is_component),
            units=int(row.units),
            free_units=int(row.free_units),
            returned=int(row.returned),
        )
        for row in rows
    ]


def lines_of_product(product_id: int, limit: int = NEWEST) -> list[ProductLine]:
    """The lines that were written last, one statement."""
    rows = fetch(_LINES, [product_id, limit])
    return [
        shaped(
            ProductLine,
            row,
            placed_at=moment(row.placed_at),
            is_component=bool(row.is_component),
        )
        for row in rows
    ]

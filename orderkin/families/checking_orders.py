"""Orders as they are stored, page by page, for the check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from orderkin.families.soundness import LineState, OrderState
from orderkin.orders.pricing import given_away
from orderkin.sql import fetch
from orderkin.sql.values import document

_SUMS = ("subtotal", "discount", "tax", "total", "given_free")
_MONEY = ("paid", "refunded", "authorized")

_ORDERS = """
SELECT id, number, status, payment_status, shipping_status, prices_include_tax, shipping_charge,
       shipping_tax_rate, subtotal, discount, tax, total, given_free, paid, refunded, authorized
  FROM orders_order WHERE id IN ({}) ORDER BY id
"""

_LINES = """
SELECT order_id, id, kit_line_id, sku, name, quantity, list_price, unit_price, price_basis,
       discount, tax, total, share, ships, shipped
  FROM orders_orderline WHERE order_id IN ({}) ORDER BY order_id, position
"""

_PAYMENTS = """
SELECT order_id, kind, SUM(amount) AS amount FROM orders_payment WHERE order_id IN ({})
 GROUP BY order_id, kind
"""

_SHIPMENTS = "SELECT units FROM orders_shipment WHERE order_id IN ({})"

_HOLDS = """
SELECT order_id, COUNT(*) AS holds FROM orders_hold
 WHERE released_at IS NULL AND order_id IN ({}) GROUP BY order_id
"""


def order_states(ids: Sequence[int]) -> Iterator[OrderState]:
    """These orders with lines, payments, parcels and holds: five statements for all of them."""

    def rows(sql: str) -> list[Any]:
        return fetch(sql.format(", ".join(["%s"] * len(ids))), ids)

    parcels = _in_parcels(rows(_SHIPMENTS))
    lines: dict[int, list[LineState]] = {}
    for row in rows(_LINES):
        lines.setdefault(row.order_id, []).append(_line(row, parcels))
    payments: dict[int, dict[str, int]] = {}
    for row in rows(_PAYMENTS):
        payments.setdefault(row.order_id, {})[row.kind] = int(row.amount)
    holds = {row.order_id: row.holds for row in rows(_HOLDS)}
    for row in rows(_ORDERS):
        yield OrderState(
            number=row.number,
            status=row.status,
            payment_status=row.payment_status,
            shipping_status=row.shipping_status,
            prices_include_tax=bool(row.prices_include_tax),
            shipping_charge=row.shipping_charge,
            shipping_tax_rate=row.shipping_tax_rate,
            sums={name: getattr(row, name) for name in _SUMS},
            money={name: getattr(row, name) for name in _MONEY},
            lines=tuple(lines.get(row.id, ())),
            payments=payments.get(row.id, {}),
            open_holds=holds.get(row.id, 0),
        )


def _in_parcels(shipments: list[Any]) -> dict[int, int]:
    units: dict[int, int] = {}
    for row in shipments:
        for unit in document(row.units):
            units[unit["line"]] = units.get(unit["line"], 0) + unit["quantity"]
    return units


def _line(row: Any, parcels: dict[int, int]) -> LineState:
    return LineState(
        id=row.id,
        kit_line=row.kit_line_id,
        sku=row.sku or row.name,
        quantity=row.quantity,
        unit_price=row.unit_price,
        discount=row.discount,
        tax=row.tax,
        total=row.total,
        share=row.share,
        free_value=given_away(
            basis=row.price_basis,
            list_price=row.list_price,
            quantity=row.quantity,
            total=row.total,
        ),
        ships=bool(row.ships),
        shipped=row.shipped,
        in_parcels=parcels.get(row.id, 0),
    )

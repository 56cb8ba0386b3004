"""Orders as rows of a list, read by a plain cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orderkin.sql.many import fetch_among
from orderkin.sql.values import moment, shaped


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One row of an orders list."""

    id: int
    number: str
    status: str
    payment_status: str
    shipping_status: str
    placed_at: datetime
    channel: str
    channel_number: str
    company: str
    customer_name: str
    customer_email: str
    currency: str
    total: int
    given_free: int
    parent_number: str
    kind_label: str
    children: int
    root_number: str


_ROWS = """
SELECT o.id, o.number, o.status, o.payment_status, o.shipping_status, o.placed_at,
       ch.name AS channel, o.channel_number, co.name AS company, o.customer_name,
       o.customer_email, o.currency, o.total, o.given_free, pa.number AS parent_number,
       k.label AS kind_label,
       (SELECT COUNT(*) FROM families_relation d WHERE d.parent_id = o.id) AS children,
       ro.number AS root_number
  FROM orders_order o
  JOIN client_channel ch ON ch.id = o.channel_id
  JOIN client_company co ON co.id = o.company_id
  LEFT JOIN families_relation r ON r.child_id = o.id
  LEFT JOIN orders_order pa ON pa.id = r.parent_id
  LEFT JOIN orders_order ro ON ro.id = r.root_id
  LEFT JOIN families_kind k ON k.id = r.kind_id
 WHERE o.id {among}
"""


def order_rows(ids: Iterable[int]) -> tuple[OrderRow, ...]:
    """List rows of these orders, in the order given, with one statement."""
    wanted: Sequence[int] = list(ids)
    if not wanted:
        return ()
    found = {row.id: row for row in fetch_among(_ROWS, wanted, fresh=False)}
    return tuple(_order_row(found[pk]) for pk in wanted if pk in found)


def _order_row(row: Any) -> OrderRow:
    return shaped(
        OrderRow,
        row,
        placed_at=moment(row.placed_at),
        parent_number=row.parent_number or "",
        kind_label=row.kind_label or "",
        root_number=row.root_number or row.number,
    )

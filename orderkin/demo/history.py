"""The events of the demo: one per change, numbered per order, as if the desk had been there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from orderkin.demo.order_rows import Row
from orderkin.demo.people import AGENT
from orderkin.demo.shapes import DemoOrder
from orderkin.orders.statuses import OrderStatus

_TURNS = {
    OrderStatus.ON_HOLD: "order.held",
    OrderStatus.CANCELED: "order.canceled",
    OrderStatus.VOID: "order.voided",
}
_MONEY = {
    "payment": "order.payment_received",
    "authorization": "order.payment_authorized",
    "refund": "order.refunded",
}


@dataclass(frozen=True, slots=True)
class Past:
    """Something that happened to one order; `by` is an e-mail address."""

    at: datetime
    kind: str
    order_id: int
    by: str
    data: Row


def past_of(order: DemoOrder, order_id: int, number: str) -> list[Past]:
    """All that happened to an order but its relations, oldest first."""
    by = order.author or "system"
    happened = [
        Past(one.at, _MONEY[one.kind], order_id, by, {"amount": one.amount, "method": one.method})
        for one in order.payments
    ]
    happened += [
        Past(
            one.at,
            "order.shipped",
            order_id,
            AGENT.email,
            {"carrier": one.carrier, "tracking": one.tracking},
        )
        for one in order.shipments
    ]
    if order.turned_at and order.status in _TURNS:
        reason: Row = {"reason": order.turn_reason}
        happened.append(Past(order.turned_at, _TURNS[order.status], order_id, AGENT.email, reason))
    if not order.relation:
        data: Row = {"number": number, "currency": order.customer.currency, "total": order.total}
        happened.append(Past(order.placed_at, "order.created", order_id, by, data))
    return happened


def event_rows(past: Sequence[Past], employees: Mapping[str, int]) -> list[Row]:
    """Events in order of time, counted per order from 1."""
    counted: dict[int, int] = {}
    rows: list[Row] = []
    for one in sorted(past, key=lambda one: (one.at, one.order_id)):
        counted[one.order_id] = counted.get(one.order_id, 0) + 1
        rows.append(
            {
                "at": one.at,
                "kind": one.kind,
                "subject_kind": "order",
                "subject_id": one.order_id,
                "sequence": counted[one.order_id],
                "actor_id": employees.get(one.by),
                "actor_email": one.by,
                "door": "desk" if one.by in employees else "system",
                "data": one.data,
            }
        )
    return rows

"""The events of the demo: one per change, numbered per order, as if the desk had been there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from orderkin.client.actors import SYSTEM
from orderkin.demo.order_rows import Row
from orderkin.demo.people import AGENT
from orderkin.demo.shapes import DemoOrder, DemoPayment
from orderkin.orders.statuses import OrderStatus

_TURNS: Final = {
    OrderStatus.ON_HOLD: "order.held",
    OrderStatus.CANCELED: "order.canceled",
    OrderStatus.VOID: "order.voided",
}
_MONEY: Final = {"payment": "order.paid", "authorization": "order.payment_authorized"}


@dataclass(frozen=True, slots=True)
class Past:
    """Something that happened to one order; `by` is an e-mail address."""

    at: datetime
    kind: str
    order_id: int
    by: str
    data: Row


def past_of(order: DemoOrder, order_id: int, begun: Row, units: Sequence[Row]) -> list[Past]:
    """All that happened to an order but its notes and relations.

    `begun` is what its creation says, `units` are all its units.
    """
    happened: list[Past] = []
    if not order.relation:
        by = order.author or SYSTEM.email
        happened.append(Past(order.placed_at, "order.created", order_id, by, begun))
    for payment in order.payments:
        happened += _money(order, order_id, payment, units)
    if order.turned_at and order.status in _TURNS:
        why: Row = {"reason": order.turn_reason}
        if order.status == OrderStatus.ON_HOLD:
            why["release_when"] = ""
        happened.append(Past(order.turned_at, _TURNS[order.status], order_id, AGENT.email, why))
    return happened


def past_parcels(order_id: int, shipments: Sequence[Row]) -> list[Past]:
    """The parcels that left, from their rows."""
    return [
        Past(
            parcel["at"],  # type: ignore[arg-type]  # rows hold what the table holds
            "order.shipped",
            order_id,
            AGENT.email,
            {name: parcel[name] for name in ("carrier", "tracking", "units")},
        )
        for parcel in shipments
    ]


def _money(
    order: DemoOrder, order_id: int, payment: DemoPayment, units: Sequence[Row]
) -> list[Past]:
    data: Row = {"amount": payment.amount, "currency": order.customer.currency}
    if payment.kind != "refund":
        by = order.author or SYSTEM.email
        paid = {**data, "method": payment.method}
        return [Past(payment.at, _MONEY[payment.kind], order_id, by, paid)]
    back = list(units) if order.all_refunded else []
    past = [Past(payment.at, "order.refunded", order_id, AGENT.email, {**data, "units": back})]
    if back and order.status == OrderStatus.COMPLETED:
        came: Row = {"units": back, "restocked": True}
        past.insert(0, Past(payment.at, "order.returned", order_id, AGENT.email, came))
    return past


def event_rows(past: Sequence[Past], employees: Mapping[str, int]) -> list[Row]:
    """Events in order of time, counted per order from 1."""
    counted: dict[int, int] = {}
    rows: list[Row] = []
    for one in sorted(past, key=lambda one: one.at):
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

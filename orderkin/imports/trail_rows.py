"""What follows an imported order, as rows: money, parcels, notes, a hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from orderkin.client.models import Channel
from orderkin.imports.order_rows import Row
from orderkin.imports.rows import ImportedOrder, ImportedShipment
from orderkin.lib.actor import Actor


def payment_rows(order: ImportedOrder, order_id: int, line_ids: Mapping[str, int]) -> list[Row]:
    """What was taken, reserved and given back."""
    rows: list[Row] = [
        {
            "order_id": order_id,
            "kind": "payment" if payment.kind == "charge" else "authorization",
            "amount": payment.amount,
            "method": payment.method[:60],
            "reference": payment.reference[:120],
            "units": [],
            "at": payment.at or order.placed_at,
        }
        for payment in order.payments
    ]
    for refund in order.refunds:
        units = [(key, count) for key, count, _ in refund.lines]
        rows.append(
            {
                "order_id": order_id,
                "kind": "refund",
                "amount": refund.amount,
                "method": "",
                "reference": (refund.key or refund.reason)[:120],
                "units": _units(units, line_ids),
                "at": refund.at or order.placed_at,
            }
        )
    return rows


def shipment_rows(order: ImportedOrder, order_id: int, line_ids: Mapping[str, int]) -> list[Row]:
    """The parcels and what was in them."""
    goods = [(line.key, line.quantity) for line in order.lines if line.ships]
    return [
        {
            "order_id": order_id,
            "carrier": parcel.carrier[:60],
            "tracking": parcel.tracking[:120],
            "units": _units(_lines_of(parcel, goods), line_ids),
            "at": parcel.at or order.placed_at,
        }
        for parcel in order.shipments
    ]


def _lines_of(
    parcel: ImportedShipment, goods: Sequence[tuple[str, int]]
) -> Sequence[tuple[str, int]]:
    return parcel.lines or goods


def _units(lines: Sequence[tuple[str, int]], line_ids: Mapping[str, int]) -> list[dict[str, int]]:
    return [{"line": line_ids[key], "quantity": n} for key, n in lines if key in line_ids and n]


def note_rows(order: ImportedOrder, order_id: int, channel: Channel, at: datetime) -> list[Row]:
    """The channel's notes; only what the customer wrote is not private."""
    return [
        {
            "order_id": order_id,
            "kind": note.kind,
            "text": note.text,
            "is_private": note.kind != "customer_instructions",
            "author_email": note.author or order.customer.email or channel.name,
            "at": note.at or order.placed_at,
        }
        for note in order.notes
    ]


# Why an order waits that waited in its channel.
HELD_THERE = "On hold in the channel"


def hold_rows(order: ImportedOrder, order_id: int, actor: Actor, at: datetime) -> list[Row]:
    """An order that waits in its channel waits here, and can be released."""
    if order.state != "on_hold":
        return []
    return [
        {
            "order_id": order_id,
            "reason": HELD_THERE,
            "placed_at": at,
            "placed_by_email": actor.email,
        }
    ]

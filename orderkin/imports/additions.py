"""What a channel adds to an order that is here: money, parcels, notes. Nothing is taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from orderkin.activity.recording import Happening
from orderkin.client.models import Channel
from orderkin.families.guarding_edits import guard_refund
from orderkin.imports.rows import (
    ImportedNote,
    ImportedPayment,
    ImportedRefund,
    ImportedShipment,
)
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.lib.money import to_major
from orderkin.notes.models import Note
from orderkin.orders.models import Order, OrderLine, Payment, Shipment


@dataclass(frozen=True, slots=True)
class Added:
    """What was taken over, in words; `event` where the same act at the desk has one of its own."""

    what: str
    event: Happening | None = None


def refunded(
    order: Order, amount: int, units: Sequence[Mapping[str, int]], reference: str
) -> Happening:
    """The event of a refund in the channel: relatives follow it as they follow one made here."""
    data = {
        "amount": amount,
        "currency": order.currency,
        "units": list(units),
        "reference": reference,
        "from_channel": True,
    }
    return Happening("order.refunded", order.pk, data=data, words={})


def made_good_by(happened: Sequence[Happening], actor: Actor) -> list[str]:
    """Numbers of the orders that replaced what the channel has now refunded as well.

    At the desk the guard would have refused; the channel has paid already, so it is told.
    """
    found: dict[str, None] = {}
    for one in happened:
        lines = frozenset(unit["line"] for unit in one.data.get("units") or ())  # type: ignore[attr-defined]
        try:
            guard_refund(one.subject_id, lines, actor)
        except Conflict as refusal:
            found |= dict.fromkeys(map(str, refusal.details["orders"]))  # type: ignore[call-overload]
    return list(found)


def add_payments(order: Order, payments: Sequence[ImportedPayment]) -> list[Added]:
    """What the channel took beyond what is known here."""
    charged = [payment for payment in payments if payment.kind == "charge"]
    missing = sum(payment.amount for payment in charged) - order.paid
    if missing <= 0 or not charged:
        return []
    last = charged[-1]
    Payment.objects.create(
        order=order,
        kind="payment",
        amount=missing,
        method=last.method[:60],
        reference=last.reference[:120],
        at=last.at or order.placed_at,
    )
    return [Added(f"paid {to_major(missing, order.currency)} {order.currency}")]


def add_refunds(
    order: Order, refunds: Sequence[ImportedRefund], keys: Mapping[str, int]
) -> list[Added]:
    """Refunds the channel numbers once each; unnumbered ones by what their sum lacks here."""
    known = set(order.payments.filter(kind="refund").values_list("reference", flat=True))
    told = [
        _refund(order, refund, refund.amount, keys)
        for refund in refunds
        if refund.key and refund.key not in known and refund.amount
    ]
    sum_there = sum(refund.amount for refund in refunds)
    if refunds and not any(refund.key for refund in refunds) and sum_there > order.refunded:
        told.append(_refund(order, refunds[-1], sum_there - order.refunded, keys))
    return told


def _refund(order: Order, refund: ImportedRefund, amount: int, keys: Mapping[str, int]) -> Added:
    units = _count_refunded([(keys[key], n) for key, n, _ in refund.lines if key in keys])
    Payment.objects.create(
        order=order,
        kind="refund",
        amount=amount,
        reference=(refund.key or refund.reason)[:120],
        units=units,
        at=refund.at or order.placed_at,
    )
    reference = (refund.key or refund.reason)[:120]
    what = f"refunded {to_major(amount, order.currency)} {order.currency}"
    return Added(what, refunded(order, amount, units, reference))


def _count_refunded(units: Sequence[tuple[int, int]]) -> list[dict[str, int]]:
    """Raise the lines' refunded units, never beyond what was ordered."""
    counted = []
    lines = OrderLine.objects.in_bulk([pk for pk, _ in units])
    for pk, count in units:
        line = lines[pk]
        fit = min(count, line.quantity - line.refunded)
        if fit > 0:
            line.refunded += fit
            line.save(update_fields=["refunded"])
            counted.append({"line": pk, "quantity": fit})
    return counted


def add_shipments(
    order: Order, parcels: Sequence[ImportedShipment], keys: Mapping[str, int], at: datetime
) -> list[Added]:
    """Parcels with a tracking number not seen yet, and the first word that everything went."""
    known = set(order.shipments.values_list("tracking", flat=True))
    fresh = [parcel for parcel in parcels if parcel.tracking not in known]
    told = []
    for parcel in fresh:
        units = _count_shipped(order, [(keys[key], n) for key, n in parcel.lines if key in keys])
        if not units:
            continue
        Shipment.objects.create(
            order=order,
            carrier=parcel.carrier[:60],
            tracking=parcel.tracking[:120],
            units=units,
            at=parcel.at or at,
        )
        told.append(Added(f"shipped {parcel.tracking}".strip()))
    return told


def _count_shipped(order: Order, units: Sequence[tuple[int, int]]) -> list[dict[str, int]]:
    """Raise the lines' shipped units; a parcel without lines took whatever was left."""
    lines = {line.pk: line for line in order.lines.filter(ships=True)}
    wanted = dict(units) or {pk: line.quantity - line.shipped for pk, line in lines.items()}
    counted = []
    for pk, count in wanted.items():
        line = lines.get(pk)
        fit = min(count, line.quantity - line.shipped) if line else 0
        if line and fit > 0:
            line.shipped += fit
            line.save(update_fields=["shipped"])
            counted.append({"line": pk, "quantity": fit})
    return counted


def add_notes(order: Order, notes: Sequence[ImportedNote], channel: Channel) -> list[Added]:
    """Notes that do not stand here word for word; only what the customer wrote is not private."""
    known = set(order.notes.values_list("text", flat=True))
    fresh = [note for note in notes if note.text and note.text not in known]
    for note in fresh:
        Note.objects.create(
            order=order,
            kind=note.kind,
            text=note.text,
            is_private=note.kind != "customer_instructions",
            author_email=(note.author or channel.name)[:254],
            at=note.at or order.placed_at,
        )
    return [Added(f"{len(fresh)} notes")] if fresh else []

"""An order that is here already: only what the channel owns is taken over, and only added to.

Money taken and given back, parcels and cancellations are the channel's; lines, prices, notes and
relations may have been worked on here and are never touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from orderkin.activity.recording import Happening, record
from orderkin.client.models import Channel
from orderkin.imports.balancing import digest
from orderkin.imports.models import ImportOrigin
from orderkin.imports.rows import (
    ImportedAddition,
    ImportedNote,
    ImportedOrder,
    ImportedPayment,
    ImportedRefund,
    ImportedShipment,
)
from orderkin.imports.verdicts import Verdict, of_addition, of_another, of_order
from orderkin.lib.actor import Actor
from orderkin.lib.money import to_major
from orderkin.notes.models import Note
from orderkin.orders import steps
from orderkin.orders.models import Order, OrderLine, Payment, Shipment
from orderkin.orders.statuses import OrderStatus

ONE_ORDER = timedelta(hours=36)
_OPEN = frozenset({"quote", "in_process", "on_hold", "problem"})


def look_again(
    found: ImportedOrder, order_id: int | None, actor: Actor, at: datetime
) -> list[Verdict]:
    """The verdict on an order that came before; what its channel added since is taken over."""
    here = Order.objects.filter(pk=order_id or 0).values_list("currency", "placed_at").first()
    if here and is_another(found, *here):
        return [of_another(found, order_id)]
    origin = ImportOrigin.objects.filter(order_id=order_id or 0).first()
    now = digest(found)
    if origin is None or origin.digest == now:
        return of_order(found, "already", order_id)
    order = Order.objects.take_all([origin.order_id])[0]
    keys = _line_ids(order, found, origin)
    told = [
        *_add_payments(order, found.payments),
        *_add_refunds(order, found.refunds, keys),
        *_add_shipments(order, found.shipments, keys, at),
    ]
    if told:
        steps.settle(order)
    if found.state == "canceled" and order.status in _OPEN:
        steps.stop(order, OrderStatus.CANCELED, actor=actor, at=at)
        told.append("canceled")
    origin.digest = now
    origin.save(update_fields=["digest"])
    if not told:
        return of_order(found, "already", order_id)
    _record(order, told, actor, at)
    return of_order(found, "changed", order_id, what=", ".join(told))


def is_another(found: ImportedOrder, currency: str, placed_at: datetime) -> bool:
    """Two shops of one kind count from 1001: the number alone does not make it the same order."""
    # Exports of one order may spell its time with and without a zone.
    return currency != found.currency or abs(placed_at - found.placed_at) > ONE_ORDER


def add_to(found: ImportedAddition, channel: Channel, actor: Actor, at: datetime) -> list[Verdict]:
    """Refunds, notes and parcels that came apart, added to the order they name."""
    order = _order_of(found.order, channel)
    if order is None:
        return [of_addition(found, "refused", "order_not_here", number=found.order)]
    origin = ImportOrigin.objects.filter(order=order).first()
    keys: dict[str, int] = dict(origin.line_keys) if origin else {}
    told = [
        *_add_refunds(order, found.refunds, keys),
        *_add_shipments(order, found.shipments, keys, at),
    ]
    if told:
        steps.settle(order)
    told += _add_notes(order, found.notes, channel)
    if not told:
        return [of_addition(found, "already", "already", number=found.order, order_id=order.pk)]
    _record(order, told, actor, at)
    what = ", ".join(told)
    return [of_addition(found, "changed", "added", number=found.order, order_id=order.pk,
                        order=order.number, what=what)]  # fmt: skip


def _order_of(name: str, channel: Channel) -> Order | None:
    """By the channel's own id first, then by its number."""
    origin = ImportOrigin.objects.filter(channel=channel, channel_id_there=name).first()
    orders = Order.objects.filter(channel=channel, channel_number=name)
    pk = origin.order_id if origin else orders.values_list("pk", flat=True).first()
    return Order.objects.take_all([pk])[0] if pk else None


def _line_ids(order: Order, found: ImportedOrder, origin: ImportOrigin) -> dict[str, int]:
    """The channel's line keys to our lines; line numbers of a new file mean the same places."""
    own = set(OrderLine.objects.filter(order=order).values_list("pk", flat=True))
    # Lines are written in the file's order, so their ids rise with it.
    kept = sorted(origin.line_keys.values())
    fresh = {line.key: pk for line, pk in zip(found.lines, kept, strict=False)}
    return {key: pk for key, pk in {**fresh, **origin.line_keys}.items() if pk in own}


def _add_payments(order: Order, payments: Sequence[ImportedPayment]) -> list[str]:
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
    return [f"paid {to_major(missing, order.currency)} {order.currency}"]


def _add_refunds(
    order: Order, refunds: Sequence[ImportedRefund], keys: Mapping[str, int]
) -> list[str]:
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


def _refund(order: Order, refund: ImportedRefund, amount: int, keys: Mapping[str, int]) -> str:
    units = _count_refunded([(keys[key], n) for key, n, _ in refund.lines if key in keys])
    Payment.objects.create(
        order=order,
        kind="refund",
        amount=amount,
        reference=(refund.key or refund.reason)[:120],
        units=units,
        at=refund.at or order.placed_at,
    )
    return f"refunded {to_major(amount, order.currency)} {order.currency}"


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


def _add_shipments(
    order: Order, parcels: Sequence[ImportedShipment], keys: Mapping[str, int], at: datetime
) -> list[str]:
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
        told.append(f"shipped {parcel.tracking}".strip())
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


def _add_notes(order: Order, notes: Sequence[ImportedNote], channel: Channel) -> list[str]:
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
    return [f"{len(fresh)} notes"] if fresh else []


def _record(order: Order, told: Sequence[str], actor: Actor, at: datetime) -> None:
    record([Happening("order.import_updated", order.pk, data={"what": list(told)})], actor, at)

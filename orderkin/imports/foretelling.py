"""What would become of credits and additions, told before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from orderkin.client.models import Channel
from orderkin.imports.models import ImportOrigin
from orderkin.imports.problems import ImportProblem, told
from orderkin.imports.rows import ImportedAddition, ImportedCancellation, ImportedOrder
from orderkin.imports.taking_back import candidates, why_nothing
from orderkin.lib.text import fold
from orderkin.notes.models import Note
from orderkin.orders.models import Order, Payment, Shipment

Fate = Literal["changed", "already"] | ImportProblem


@dataclass
class Met:
    """What was met in the file so far: orders by number and id, and units credits may take back.

    `sold` counts units by (buyer, currency, SKU), as a hash: a file may have a million lines.
    `taken` are units of lines that are here, by the line's id.
    """

    numbers: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    sold: Counter[int] = field(default_factory=Counter)
    taken: Counter[int] = field(default_factory=Counter)
    credits: set[str] = field(default_factory=set)

    def sell(self, order: ImportedOrder) -> None:
        """Remember a new order, for the credits and additions that may follow."""
        if order.channel_id:
            self.ids.add(order.channel_id)
        buyer = order.customer.key or fold(order.customer.email)
        if buyer:
            for line in order.lines:
                self.sold[hash((buyer, order.currency, line.sku))] += line.quantity

    def knows(self, name: str) -> bool:
        """Whether an order of the file is called so, by number or by the channel's id."""
        return name in self.numbers or name in self.ids


def orders_called(names: Iterable[str], channel: Channel | None) -> dict[str, int]:
    """Ids of orders that are here, by the channel's own id or else by its number."""
    asked = set(names)
    if not asked or channel is None:
        return {}
    orders = Order.objects.filter(channel=channel, channel_number__in=asked)
    origins = ImportOrigin.objects.filter(channel=channel, channel_id_there__in=asked)
    return {
        **dict(orders.values_list("channel_number", "pk")),
        **dict(origins.values_list("channel_id_there", "order_id")),
    }


def fate_of_addition(found: ImportedAddition, here: dict[str, int], met: Met) -> Fate:
    """What an import would make of it; a problem where its order is nowhere."""
    order_id = here.get(found.order)
    if order_id is not None:
        return "changed" if _adds(found, order_id) else "already"
    if met.knows(found.order):
        return "changed"
    values = told(number=found.order)
    return _problem("order_not_here", found, values, found.order)


def _adds(found: ImportedAddition, order_id: int) -> bool:
    """Whether anything of it is not known here yet."""
    refunds = Payment.objects.filter(order=order_id, kind="refund")
    keys = {refund.key for refund in found.refunds if refund.key and refund.amount}
    if keys - set(refunds.values_list("reference", flat=True)):
        return True
    if found.refunds and not any(refund.key for refund in found.refunds):
        known = sum(refunds.values_list("amount", flat=True))
        if sum(refund.amount for refund in found.refunds) > known:
            return True
    parcels = {parcel.tracking for parcel in found.shipments}
    if parcels - set(Shipment.objects.filter(order=order_id).values_list("tracking", flat=True)):
        return True
    texts = {note.text for note in found.notes if note.text}
    return bool(texts - set(Note.objects.filter(order=order_id).values_list("text", flat=True)))


def fate_of_credit(found: ImportedCancellation, channel: Channel | None, met: Met) -> Fate:
    """What an import would make of a credit; a problem where no earlier order explains it."""
    done = Payment.objects.filter(kind="refund", reference=found.number, order__channel=channel)
    if found.number in met.credits or (channel and done.exists()):
        return "already"
    if _take(found, channel, met):
        met.credits.add(found.number)
        return "changed"
    code, values = why_nothing(found)
    return _problem(code, found, values, found.number)


def _take(found: ImportedCancellation, channel: Channel | None, met: Met) -> bool:
    """Take the units from what is here and from what the file sold; whether any were found."""
    if found.cancels and found.cancels in met.numbers:
        return True
    lines = candidates(found, channel) if channel else []
    buyer = found.customer.key or fold(found.customer.email)
    any_found = False
    for line in found.lines:
        wanted = line.quantity
        for one in (one for one in lines if one.sku == line.sku):
            fit = min(wanted, one.quantity - one.refunded - met.taken[one.pk])
            if fit > 0:
                met.taken[one.pk] += fit
                wanted -= fit
        sold = hash((buyer, found.currency, line.sku))
        if buyer and not found.cancels and (fit := min(wanted, met.sold.get(sold, 0))) > 0:
            met.sold[sold] -= fit
            wanted -= fit
        any_found = any_found or wanted < line.quantity
    return any_found


def _problem(
    code: str,
    found: ImportedAddition | ImportedCancellation,
    values: tuple[tuple[str, str], ...],
    number: str,
) -> ImportProblem:
    lines = found.source_lines
    return ImportProblem(code, lines[0][0] if lines else 0, "", values, number=number, lines=lines)

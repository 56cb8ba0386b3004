"""An order that is here already: only what the channel owns is taken over, and only added to.

Money taken and given back, parcels and cancellations are the channel's; lines, prices, notes and
relations may have been worked on here and are never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.models import Channel
from orderkin.imports.additions import (
    Added,
    add_notes,
    add_payments,
    add_refunds,
    add_shipments,
    made_good_by,
)
from orderkin.imports.balancing import digest
from orderkin.imports.differing import left_alone
from orderkin.imports.models import ImportOrigin
from orderkin.imports.rows import ONE_ORDER, ImportedAddition, ImportedOrder
from orderkin.imports.trail_rows import HELD_THERE
from orderkin.imports.verdicts import (
    Verdict,
    of_addition,
    of_another,
    of_left_alone,
    of_made_good_twice,
    of_order,
)
from orderkin.lib.actor import Actor
from orderkin.orders import steps
from orderkin.orders.models import Order, OrderLine
from orderkin.orders.statuses import OrderStatus

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
    added = [
        *add_payments(order, found.payments),
        *add_refunds(order, found.refunds, keys),
        *add_shipments(order, found.shipments, keys, at),
    ]
    added += _let_go(order, found, actor, at)
    if added:
        steps.settle(order)
    if found.state == "canceled" and order.status in _OPEN:
        steps.stop(order, OrderStatus.CANCELED, actor=actor, at=at)
        data = {"reason": _("Canceled in the channel."), "from_channel": True}
        event = Happening("order.canceled", order.pk, data=data, words={})
        added.append(Added("canceled", event))
    origin.digest = now
    origin.save(update_fields=["digest"])
    left = of_left_alone(found, order_id, left_alone(order, found))
    if not added:
        return [*of_order(found, "already", order_id), *left]
    twice = _record(order, added, actor, at)
    told = of_order(found, "changed", order_id, what=_words(added))
    return [*told, *left, *of_made_good_twice(found.source_lines, found.number, order_id, twice)]


def _let_go(order: Order, found: ImportedOrder, actor: Actor, at: datetime) -> list[Added]:
    """A hold that came from the channel ends when the channel goes on; one of ours stays."""
    if order.status != OrderStatus.ON_HOLD or found.state not in {"in_process", "completed"}:
        return []
    held = order.holds.filter(released_at=None).first()
    if held is None or held.reason != HELD_THERE:
        return []
    steps.end_hold(order, actor=actor, at=at)
    order.status = OrderStatus.IN_PROCESS.value
    data = {"reason": held.reason, "from_channel": True}
    event = Happening("order.hold_released", order.pk, data=data, words={})
    return [Added(_("released"), event)]


def is_another(found: ImportedOrder, currency: str, placed_at: datetime) -> bool:
    """Two shops of one kind count from 1001: the number alone does not make it the same order."""
    return currency != found.currency or abs(placed_at - found.placed_at) > ONE_ORDER


def add_to(found: ImportedAddition, channel: Channel, actor: Actor, at: datetime) -> list[Verdict]:
    """Refunds, notes and parcels that came apart, added to the order they name."""
    order = _order_of(found.order, channel)
    if order is None:
        return [of_addition(found, "refused", "order_not_here", number=found.order)]
    origin = ImportOrigin.objects.filter(order=order).first()
    keys: dict[str, int] = dict(origin.line_keys) if origin else {}
    added = [
        *add_refunds(order, found.refunds, keys),
        *add_shipments(order, found.shipments, keys, at),
    ]
    if added:
        steps.settle(order)
    added += add_notes(order, found.notes, channel)
    if not added:
        return [of_addition(found, "already", "already", number=found.order, order_id=order.pk)]
    twice = _record(order, added, actor, at)
    told = of_addition(found, "changed", "added", number=found.order, order_id=order.pk,
                       order=order.number, what=_words(added))  # fmt: skip
    return [told, *of_made_good_twice(found.source_lines, found.order, order.pk, twice)]


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


def _words(added: Sequence[Added]) -> str:
    return ", ".join(one.what for one in added)


def _record(order: Order, added: Sequence[Added], actor: Actor, at: datetime) -> list[str]:
    """One event per change; returns who made good already what was refunded now."""
    plain = [one.what for one in added if one.event is None]
    own = [one.event for one in added if one.event]
    twice = made_good_by([one for one in own if one.kind == "order.refunded"], actor)
    if plain:
        own.insert(0, Happening("order.import_updated", order.pk, data={"what": plain}))
    record(own, actor, at)
    return twice

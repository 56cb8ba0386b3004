"""Release a hold."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.orders import steps
from orderkin.orders.models import Order


@transaction.atomic(durable=True)
def release_hold(*, actor: Actor, number: str, at: datetime) -> Order:
    """Let a held order go on where it stood."""
    guard(actor, "release_hold")
    order = Order.objects.take(number)
    steps.check(order, "release_hold")
    ended = steps.end_hold(order, actor=actor, at=at)
    before = ended.status_before if ended else "in_process"
    order.status = "in_process" if before == "on_hold" else before
    # Whatever was paid or shipped meanwhile decides where it stands now.
    steps.settle(order)
    data = {"reason": ended.reason if ended else ""}
    record([Happening("order.hold_released", order.pk, data=data, words={})], actor, at)
    return order

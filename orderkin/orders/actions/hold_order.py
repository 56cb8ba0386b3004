"""Set an order on hold."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean
from orderkin.orders import steps
from orderkin.orders.models import Order


@transaction.atomic(durable=True)
def hold_order(
    *, actor: Actor, number: str, reason: str, release_when: str = "", at: datetime
) -> Order:
    """Keep an open order from shipping, saying why and, if known, what releases it."""
    guard(actor, "hold_order")
    why = clean(reason, field="reason", limit=300)
    if not why:
        raise Invalid(_("A hold needs a reason."), code="reason_required", field="reason")
    order = Order.objects.take(number)
    steps.check(order, "hold_order")
    when = clean(release_when, field="release_when", limit=300)
    steps.hold(order, reason=why, release_when=when, actor=actor, at=at)
    data = {"reason": why, "release_when": when}
    record([Happening("order.held", order.pk, data=data, words={})], actor, at)
    return order

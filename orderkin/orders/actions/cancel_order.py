"""Cancel an order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid
from orderkin.lib.text import clean
from orderkin.orders import steps
from orderkin.orders.models import Order
from orderkin.orders.statuses import OrderStatus


@transaction.atomic(durable=True)
def cancel_order(*, actor: Actor, number: str, reason: str, at: datetime) -> Order:
    """Cancel an open order, keeping why. Its relatives follow only where their recipe says so."""
    guard(actor, "cancel_order")
    why = clean(reason, field="reason", limit=300)
    if not why:
        raise Invalid(_("Canceling needs a reason."), code="reason_required", field="reason")
    order = Order.objects.take(number)
    steps.check(order, "cancel_order")
    if order.shipping_status != "unshipped":
        sentence = _("Order %(number)s has shipped in part; take the parcel back first.")
        raise Conflict(sentence % {"number": number}, code="already_shipped")
    steps.stop(order, OrderStatus.CANCELED, actor=actor, at=at)
    record([Happening("order.canceled", order.pk, data={"reason": why}, words={})], actor, at)
    return order

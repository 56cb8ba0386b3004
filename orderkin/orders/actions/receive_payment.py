"""Receive a payment."""

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
from orderkin.orders.deeds import Done, take_deed
from orderkin.orders.models import Order, Payment
from orderkin.orders.running import known_while_running


@known_while_running
@transaction.atomic(durable=True)
def receive_payment(
    *,
    actor: Actor,
    number: str,
    amount: int,
    method: str,
    reference: str = "",
    version: int | None = None,
    key: str | None = None,
    at: datetime,
) -> Done:
    """Record money that came in: `amount` in minor units of the order, at most what is owed.

    Done once per `key`. `version` is the order's when the amount was decided; somebody else's
    change since is told. Raises NotFound, Conflict (wrong_status, order_changed, overpaid),
    Invalid, KeyReused.
    """
    guard(actor, "receive_payment")
    asked = [amount, method, reference, version]
    done = take_deed(
        key=key, verb="receive_payment", number=number, asked=asked, actor=actor, at=at
    )
    if done.replayed:
        return done
    order = Order.objects.take(number)
    steps.check(order, "receive_payment")
    steps.check_version(order, version)
    if amount <= 0:
        raise Invalid(_("An amount is more than nothing."), code="bad_amount", field="amount")
    if amount > order.balance:
        sentence = _("This is more than what is owed.")
        details = {"balance": order.balance}
        raise Conflict(sentence, code="overpaid", field="amount", details=details)
    payment = Payment.objects.create(
        order=order,
        kind="payment",
        amount=amount,
        method=clean(method, field="method", limit=60),
        reference=clean(reference, field="reference", limit=120),
        at=at,
        by_email=actor.email,
    )
    steps.settle(order)
    data = {"amount": amount, "currency": order.currency, "method": payment.method}
    record([Happening("order.paid", order.pk, data=data, words={})], actor, at)
    return done

"""Refund money, and the units it was for."""

from __future__ import annotations

from collections.abc import Mapping
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
from orderkin.orders.units import count_up


@known_while_running
@transaction.atomic(durable=True)
def refund_order(
    *,
    actor: Actor,
    number: str,
    amount: int,
    units: Mapping[int, int] | None = None,
    method: str = "",
    reference: str = "",
    override: str = "",
    version: int | None = None,
    key: str | None = None,
    at: datetime,
) -> Done:
    """Give back `amount` (minor units), at most what was paid; `units` maps line id to quantity.

    Done once per `key`. Refunded units count against the guard: a unit is made good once. Units
    that a related order replaced already need somebody who may override, and their sentence.
    """
    guard(actor, "refund_order")
    asked = [amount, sorted((units or {}).items()), method, reference, version]
    done = take_deed(key=key, verb="refund_order", number=number, asked=asked, actor=actor, at=at)
    if done.replayed:
        return done
    order = Order.objects.take(number)
    steps.check(order, "refund_order")
    steps.check_version(order, version)
    if amount <= 0:
        raise Invalid(_("An amount is more than nothing."), code="bad_amount", field="amount")
    if amount > order.paid - order.refunded:
        sentence = _("This is more than what was paid and not refunded yet.")
        details = {"refundable": order.paid - order.refunded}
        raise Conflict(sentence, code="over_refunded", field="amount", details=details)
    counted = count_up(order, units or {}, "refunded")
    Payment.objects.create(
        order=order,
        kind="refund",
        amount=amount,
        method=clean(method, field="method", limit=60),
        reference=clean(reference, field="reference", limit=120),
        units=counted,
        at=at,
        by_email=actor.email,
    )
    steps.settle(order)
    data: dict[str, object] = {"amount": amount, "currency": order.currency, "units": counted}
    if why := clean(override, field="override", limit=500):
        data["override"] = why
    record([Happening("order.refunded", order.pk, data=data, words={})], actor, at)
    return done

"""Create an order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.client.models import Channel
from orderkin.customers.models import Customer
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotFound
from orderkin.lib.money import is_currency
from orderkin.lib.text import clean
from orderkin.orders import steps
from orderkin.orders.drafts import OrderDraft
from orderkin.orders.intents import Taken, take_intent
from orderkin.orders.lines import NewLine, new_line, units_of
from orderkin.orders.models import Order
from orderkin.orders.running import known_while_running
from orderkin.products.queries import facts_by_id
from orderkin.products.steps import Move, move_stock


@known_while_running
@transaction.atomic(durable=True)
def create_order(*, actor: Actor, draft: OrderDraft, key: str, at: datetime) -> Taken:
    """Create an order once per `key`; the answer has its number and whether it was a replay.

    Raises NotFound for an unknown channel or customer, Invalid for lines that cannot be priced,
    Conflict for a channel number that is taken, KeyReused.
    """
    guard(actor, "create_order")
    intent = take_intent(key=key, digest=draft.digest(), actor=actor, at=at)
    if intent.replayed:
        return intent
    if not is_currency(draft.currency):
        raise Invalid(_("There is no such currency."), code="unknown_currency", field="currency")
    order = _order(draft, intent.number, actor, at)
    lines = _lines(draft, at)
    order.save()
    steps.write_lines(order.pk, lines)
    if order.status != "quote":
        move_stock({pk: Move(committed=n) for pk, n in units_of(lines).items()})
    steps.settle(order)
    data = {"number": order.number, "channel": draft.channel, "total": order.total}
    record([Happening("order.created", order.pk, data=data)], actor, at)
    return intent


def _order(draft: OrderDraft, number: str, actor: Actor, at: datetime) -> Order:
    channel = Channel.objects.filter(name=draft.channel).first()
    if channel is None:
        sentence = _("There is no channel %(name)s.") % {"name": draft.channel}
        raise NotFound(sentence, code="unknown_channel", field="channel")
    name = clean(draft.channel_number, field="channel_number", limit=80)
    if name and Order.objects.filter(channel=channel, channel_number=name).exists():
        sentence = _("%(channel)s %(number)s is here already.")
        facts = {"channel": channel.name, "number": name}
        raise Conflict(sentence % facts, code="channel_number_taken", field="channel_number")
    customer = _customer(draft)
    billing = draft.billing_address or draft.shipping_address
    return Order(
        number=number,
        channel=channel,
        company_id=channel.company_id,
        channel_number=name,
        customer=customer,
        customer_name=_text(draft.customer_name, "customer_name", 200)
        or (customer.name if customer else ""),
        customer_email=_text(draft.customer_email, "customer_email", 254)
        or (customer.email if customer else ""),
        customer_phone=_text(draft.customer_phone, "customer_phone", 60)
        or (customer.phone if customer else ""),
        billing_address=billing.document(),
        shipping_address=(draft.shipping_address or billing).document(),
        currency=draft.currency,
        prices_include_tax=draft.prices_include_tax,
        status="quote" if draft.quote else "in_process",
        shipping_charge=draft.shipping_charge,
        shipping_tax_rate=draft.tax_rate,
        keeps_stock=not draft.quote,
        placed_at=at,
        created_at=at,
        created_by_id=actor.employee_id,
        version=0,
    )


def _text(text: str, field: str, limit: int) -> str:
    return clean(text, field=field, limit=limit)


def _customer(draft: OrderDraft) -> Customer | None:
    if draft.customer_id is None:
        return None
    found = Customer.objects.filter(pk=draft.customer_id).first()
    if found is None:
        raise NotFound(_("There is no such customer."), field="customer_id")
    return found


def _lines(draft: OrderDraft, at: datetime) -> list[NewLine]:
    skus = [line.sku for line in draft.lines]
    known = facts_by_id(currency=draft.currency, on=at.date(), skus=skus)
    return [
        new_line(
            line,
            known,
            tax_rate=draft.tax_rate,
            prices_include_tax=draft.prices_include_tax,
            field=f"lines.{n}",
        )
        for n, line in enumerate(draft.lines)
    ]

"""Make a channel, or change it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.client.models import Channel, Company
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotFound
from orderkin.lib.text import clean


@transaction.atomic(durable=True)
def save_channel(
    *,
    actor: Actor,
    name: str,
    kind: str,
    company_id: int,
    channel_id: int | None = None,
    at: datetime,
) -> Channel:
    """Where orders of a company come from; `kind` is what its files are recognised as.

    The company of a channel that has orders stays: they are its company's. Raises Invalid (name),
    Conflict `name_taken` or `channel_has_orders`, NotFound.
    """
    guard(actor, "change_settings")
    called = clean(name, field="name", limit=120)
    if not called:
        raise Invalid(_("A channel needs a name."), field="name")
    company = Company.objects.filter(pk=company_id).first()
    if company is None:
        raise NotFound(_("There is no such company."), code="unknown_company", field="company_id")
    channel = _taken(channel_id)
    if Channel.objects.filter(name__iexact=called).exclude(pk=channel.pk).exists():
        sentence = _("There is a channel %(name)s already.") % {"name": called}
        raise Conflict(sentence, code="name_taken", field="name")
    if channel.pk and channel.company_id != company.pk and channel.orders.exists():
        sentence = _("This channel has orders of %(name)s already.")
        words = {"name": channel.company.name}
        raise Conflict(sentence % words, code="channel_has_orders", field="company_id")
    channel.name, channel.kind, channel.company = (
        called,
        clean(kind, field="kind", limit=30),
        company,
    )
    channel.save()
    data = {"name": called, "kind": channel.kind, "company": company.name}
    record([Happening("channel.saved", channel.pk, "channel", data)], actor, at)
    return channel


def _taken(channel_id: int | None) -> Channel:
    if channel_id is None:
        return Channel()
    channel = Channel.objects.select_for_update(of=("self",)).filter(pk=channel_id).first()
    if channel is None:
        raise NotFound(_("There is no such channel."), code="unknown_channel")
    return channel

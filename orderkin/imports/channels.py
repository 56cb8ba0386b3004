"""Which channel a file's orders belong to."""

from __future__ import annotations

from django.utils.translation import gettext as _

from orderkin.client.models import Channel, Company
from orderkin.lib.errors import Invalid, NotFound

NAMES = {
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "amazon": "Amazon",
    "ebay": "eBay",
    "etsy": "Etsy",
    "tiktok": "TikTok Shop",
    "faire": "Faire",
}


def channel_for(name: str, kind: str, company: str = "") -> Channel:
    """The named channel, else the only one of the layout's kind, else a new one for the kind.

    Several of a kind cannot be told apart by a file: then a name is needed (Invalid,
    channel_ambiguous). A new channel belongs to the named company, or to the only one.
    """
    if name:
        return _named(name, company)
    found = Channel.objects.filter(kind=kind).order_by("id")
    if company:
        found = found.filter(company__name=company)
    channels = list(found[:2])
    if len(channels) == 1:
        return channels[0]
    if channels:
        names = ", ".join(Channel.objects.filter(kind=kind).values_list("name", flat=True))
        sentence = _("Which channel do these orders come from? There are: %(names)s.")
        raise Invalid(sentence % {"names": names}, code="channel_ambiguous", field="channel")
    label = NAMES.get(kind, "Imported orders")
    known = Channel.objects.filter(name=label).first()
    if known is not None:
        return known
    return Channel.objects.get_or_create(
        name=label, defaults={"kind": kind, "company": company_of_new(company)}
    )[0]


def _named(name: str, company: str) -> Channel:
    channel = Channel.objects.filter(name__iexact=name).first()
    if channel is not None:
        return channel
    if not company:
        sentence = _("There is no channel %(name)s. Name its company too, and it will be made.")
        raise NotFound(sentence % {"name": name}, code="unknown_channel", field="channel")
    return Channel.objects.create(name=name, kind="other", company=company_of_new(company))


def company_of_new(name: str) -> Company:
    """Whose a new channel is: the named company's, or the only one's.

    Raises NotFound (unknown_company), Invalid (company_ambiguous).
    """
    companies = list(Company.objects.order_by("id"))
    found = [one for one in companies if name in {"", one.name}]
    if not found:
        sentence = _("There is no such company. Make one first: Client Settings, Companies.")
        raise NotFound(sentence, code="unknown_company", field="company")
    if len(found) > 1:
        sentence = _(
            "Which company do these orders belong to? There are: %(names)s. Make the channel first"
            " (Client Settings, Companies and channels), then name it."
        )
        names = ", ".join(one.name for one in companies)
        raise Invalid(sentence % {"names": names}, code="company_ambiguous", field="channel")
    return found[0]

"""Make a company, or change it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.client.models import Company
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotFound
from orderkin.lib.money import is_currency
from orderkin.lib.text import clean


@transaction.atomic(durable=True)
def save_company(
    *,
    actor: Actor,
    name: str,
    currency: str,
    email: str = "",
    phone: str = "",
    company_id: int | None = None,
    at: datetime,
) -> Company:
    """A brand or shop of the client, with the ISO currency it begins with.

    Raises Invalid (name, currency), Conflict `name_taken`, NotFound.
    """
    guard(actor, "change_settings")
    called, code = clean(name, field="name", limit=120), currency.strip().upper()
    if not called:
        raise Invalid(_("A company needs a name."), field="name")
    if not is_currency(code):
        sentence = _("There is no currency %(code)s.") % {"code": currency}
        raise Invalid(sentence, code="unknown_currency", field="currency")
    company = _taken(company_id)
    if Company.objects.filter(name__iexact=called).exclude(pk=company.pk).exists():
        sentence = _("There is a company %(name)s already.") % {"name": called}
        raise Conflict(sentence, code="name_taken", field="name")
    company.name, company.currency = called, code
    company.email = clean(email, field="email", limit=254)
    company.phone = clean(phone, field="phone", limit=40)
    company.save()
    data = {"name": called, "currency": code}
    record([Happening("company.saved", company.pk, "company", data)], actor, at)
    return company


def _taken(company_id: int | None) -> Company:
    if company_id is None:
        return Company()
    company = Company.objects.select_for_update().filter(pk=company_id).first()
    if company is None:
        raise NotFound(_("There is no such company."), code="unknown_company")
    return company

"""Save a customer, new or known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.customers.addresses import Address
from orderkin.customers.models import Customer, CustomerAddress
from orderkin.customers.searching import search_text
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotFound
from orderkin.lib.text import clean, digits, fold, is_email


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """What is known of a customer; the first address is for billing, the last for shipping."""

    name: str
    email: str = ""
    phone: str = ""
    business: str = ""
    addresses: Sequence[Address] = ()


@transaction.atomic(durable=True)
def save_customer(
    *,
    actor: Actor,
    customer_id: int | None,
    draft: CustomerDraft,
    version: int | None = None,
    at: datetime,
) -> Customer:
    """Create a customer, or change one; orders keep the copy they were placed with."""
    guard(actor, "edit_customer")
    customer = _take(customer_id, at)
    if version is not None and customer.pk and customer.version != version:
        sentence = _("%(name)s was changed by somebody else. Look again.")
        raise Conflict(sentence % {"name": customer.name}, code="customer_changed")
    customer.name = clean(draft.name, field="name", limit=200)
    if not customer.name:
        raise Invalid(_("A customer needs a name."), code="name_required", field="name")
    customer.email = clean(draft.email, field="email", limit=254)
    if customer.email and not is_email(customer.email):
        raise Invalid(_("This is not an e-mail address."), code="not_an_email", field="email")
    customer.email_folded = fold(customer.email)
    customer.phone = clean(draft.phone, field="phone", limit=60)
    customer.phone_digits = digits(customer.phone)[-40:]
    customer.business = clean(draft.business, field="business", limit=200)
    customer.search_text = search_text(
        name=customer.name,
        business=customer.business,
        email=customer.email,
        phone=customer.phone,
    )
    customer.version += 1 if customer.pk else 0
    customer.save()
    _write_addresses(customer, [address for address in draft.addresses if address])
    kind = "customer.changed" if customer_id else "customer.created"
    data = {"name": customer.name}
    record([Happening(kind, customer.pk, "customer", data)], actor, at)
    return customer


def _take(customer_id: int | None, at: datetime) -> Customer:
    if customer_id is None:
        return Customer(created_at=at)
    found = Customer.objects.select_for_update().filter(pk=customer_id).first()
    if found is None:
        raise NotFound(_("There is no such customer."))
    return found


def _write_addresses(customer: Customer, addresses: list[Address]) -> None:
    customer.addresses.all().delete()
    last = len(addresses) - 1
    CustomerAddress.objects.bulk_create(
        CustomerAddress(
            customer=customer, address=one.document(), is_billing=n == 0, is_shipping=n == last
        )
        for n, one in enumerate(addresses)
    )

"""Customers as people and programs read them."""

from __future__ import annotations

from django.db.models import Q

from orderkin.customers.models import Customer
from orderkin.lib.paging import Page
from orderkin.lib.text import digits, fold


def list_customers(*, text: str = "", after: int = 0, limit: int = 50) -> Page[Customer]:
    """Customers by name, e-mail or end of phone, in id order from `after` on."""
    rows = Customer.objects.filter(pk__gt=after).order_by("pk")
    if text.strip():
        match = Q(name__icontains=text.strip()) | Q(email_folded__contains=fold(text))
        if len(digits(text)) >= 3:
            match |= Q(phone_digits__endswith=digits(text))
        rows = rows.filter(match)
    found = list(rows[: limit + 1])
    more = len(found) > limit
    return Page(tuple(found[:limit]), str(found[limit - 1].pk) if more else None)


def customer_page(customer_id: int) -> Customer | None:
    """One customer with the address book, or None."""
    return Customer.objects.filter(pk=customer_id).prefetch_related("addresses").first()

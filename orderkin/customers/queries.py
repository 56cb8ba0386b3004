"""Customers as people and programs read them."""

from __future__ import annotations

from dataclasses import dataclass

from orderkin.customers.models import Customer
from orderkin.customers.searching import CUSTOMERS, needles
from orderkin.lib.paging import Page
from orderkin.sql.many import fetch_among


@dataclass(frozen=True, slots=True)
class CustomerName:
    """A customer as a menu names them."""

    pk: int
    name: str
    email: str


def list_customers(*, text: str = "", after: int = 0, limit: int = 50) -> Page[Customer]:
    """Customers by words of name, business and e-mail, or end of phone, in id order from `after`.

    Accents and case do not matter.
    """
    wanted = needles(text)
    if wanted:
        ids = CUSTOMERS.holding(wanted, after=after, limit=limit + 1)
        found = list(Customer.objects.filter(pk__in=ids).order_by("pk"))
    else:
        found = list(Customer.objects.filter(pk__gt=after).order_by("pk")[: limit + 1])
    more = len(found) > limit
    return Page(tuple(found[:limit]), str(found[limit - 1].pk) if more else None)


_NAMES = "SELECT c.id, c.name, c.email FROM customers_customer c WHERE c.id {among} ORDER BY c.id"


def name_customers(*, text: str, limit: int) -> list[CustomerName]:
    """The first of `list_customers`, for who asks with every letter; no words name nobody."""
    wanted = needles(text)
    ids = CUSTOMERS.holding(wanted, after=0, limit=limit) if wanted else []
    return [CustomerName(*row) for row in fetch_among(_NAMES, ids, fresh=False)]


def customer_page(customer_id: int) -> Customer | None:
    """One customer with the address book, or None."""
    return Customer.objects.filter(pk=customer_id).prefetch_related("addresses").first()

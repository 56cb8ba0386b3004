"""Customers: list and read."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from orderkin.api.actor import reader
from orderkin.api.shapes.base import BIGGEST, Answer, Id, Limit, Text
from orderkin.api.shapes.orders import AddressAnswer
from orderkin.customers.addresses import Address
from orderkin.customers.queries import customer_page, list_customers
from orderkin.lib.errors import NotFound

router = Router(tags=["Customers"])
After = Annotated[int, Query(ge=0, le=BIGGEST, description="`next` of the page before")]


class CustomerAnswer(Answer):
    """A buyer."""

    id: int
    name: str
    email: str
    phone: str
    business: str


class CustomersAnswer(Answer):
    """A page of customers; `next` is None on the last."""

    items: list[CustomerAnswer]
    next: str | None


class KnownAddress(AddressAnswer):
    """An address of the address book."""

    is_billing: bool
    is_shipping: bool


class FullCustomerAnswer(CustomerAnswer):
    """A buyer with the address book."""

    addresses: list[KnownAddress]


@router.get("/customers", response=CustomersAnswer, summary="Find customers")
def customers(
    request: HttpRequest, q: Text | None = None, cursor: After = 0, limit: Limit = 50
) -> dict[str, object]:
    """By name, e-mail or the last digits of a phone number."""
    reader(request)
    found = list_customers(text=q or "", after=cursor, limit=limit)
    return {"items": found.rows, "next": found.next}


@router.get("/customers/{customer_id}", response=FullCustomerAnswer, summary="Read a customer")
def customer(request: HttpRequest, customer_id: Id) -> FullCustomerAnswer:
    """One customer with the address book."""
    reader(request)
    found = customer_page(customer_id)
    if found is None:
        raise NotFound(_("There is no such customer."), field="customer_id")
    addresses = [
        KnownAddress(
            **Address.read(row.address).document(),
            is_billing=row.is_billing,
            is_shipping=row.is_shipping,
        )
        for row in found.addresses.all()
    ]
    brief = CustomerAnswer.model_validate(found)
    return FullCustomerAnswer(**dict(brief), addresses=addresses)

"""Customers: list, page, new, edit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.customers.actions.save_customer import save_customer
from orderkin.customers.addresses import Address
from orderkin.customers.models import Customer
from orderkin.customers.queries import customer_page, list_customers
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.catalogue import CustomerForm
from orderkin.desk.gates import attempt, go, sheet, signed_in
from orderkin.desk.paging import after_of
from orderkin.families.of_customer import (
    families_of_customer,
    money_of_customer,
    notes_of_customer,
)
from orderkin.lib.errors import NotFound


@signed_in
def customers(request: HttpRequest) -> HttpResponse:
    """Customers by name, e-mail or the end of the phone number."""
    guard(actor(request), "view_orders")
    text = request.GET.get("q", "")
    context = {
        "q": text,
        "page": list_customers(text=text, after=after_of(request)),
        "may_edit": actor(request).may("edit_customer"),
    }
    return render(request, "desk/customers/list.html", context)


@signed_in
def customer(request: HttpRequest, customer_id: int) -> HttpResponse:
    """One customer: orders as families, what was charged and given free, notes, addresses."""
    guard(actor(request), "view_orders")
    one = _customer(customer_id)
    addresses = [
        {
            "is_billing": kept.is_billing,
            "is_shipping": kept.is_shipping,
            "address": Address.read(kept.address),
        }
        for kept in one.addresses.all()
    ]
    context = {
        "customer": one,
        "addresses": addresses,
        "page": families_of_customer(one.pk, request.GET.get("cursor")),
        "money_of": money_of_customer(one.pk),
        "notes": notes_of_customer(one.pk),
        "may_edit": actor(request).may("edit_customer"),
    }
    return render(request, "desk/customers/page.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """A customer made by hand."""
    guard(actor(request), "edit_customer")
    form = CustomerForm(request.POST or None)
    return _save(request, form, None, _("New customer"), reverse("desk:new_customer"))


@signed_in
def edit(request: HttpRequest, customer_id: int) -> HttpResponse:
    """Change a customer; orders keep the copy they were placed with."""
    guard(actor(request), "edit_customer")
    one = _customer(customer_id)
    kept = {row.is_shipping: Address.read(row.address) for row in one.addresses.all()}
    bill = next((Address.read(r.address) for r in one.addresses.all() if r.is_billing), None)
    ship = kept.get(True)
    initial = {
        name: getattr(one, name) for name in ("name", "email", "phone", "business", "version")
    }
    form = CustomerForm(
        request.POST or None, initial=initial, bill=bill, ship=None if ship == bill else ship
    )
    return _save(request, form, one.pk, one.name, reverse("desk:edit_customer", args=[one.pk]))


def _save(
    request: HttpRequest, form: CustomerForm, customer_id: int | None, title: str, here: str
) -> HttpResponse:
    if form.is_valid():
        version, who = form.cleaned_data["version"], actor(request)
        saved = attempt(
            form,
            lambda: save_customer(
                actor=who, customer_id=customer_id, draft=form.draft(), version=version, at=now()
            ),
        )
        if saved:
            messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
            return go(request, reverse("desk:customer", args=[saved.pk]))
    context = {
        "sheet_title": title,
        "sheet_url": here,
        "back_url": reverse("desk:customer", args=[customer_id])
        if customer_id
        else reverse("desk:customers"),
        "go_text": _("Save"),
        "draft": f"customer-{customer_id or 'new'}",
    }
    return sheet(request, "desk/customers/edit.html", form, context)


def _customer(customer_id: int) -> Customer:
    found = customer_page(customer_id) if customer_id < 2**63 else None
    if found is None:
        raise NotFound(_("There is no such customer."))
    return found

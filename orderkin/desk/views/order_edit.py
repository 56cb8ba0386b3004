"""Edit Order while nothing has shipped: lines and addresses."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from orderkin.customers.addresses import Address
from orderkin.desk.actor import actor, now
from orderkin.desk.forms import orders as typed
from orderkin.desk.gates import attempt, signed_in
from orderkin.desk.views.order_verbs import order_of, run
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import DraftLine


@signed_in
def edit(request: HttpRequest, number: str) -> HttpResponse:
    """Quantities of the lines; 0 removes one."""
    order = order_of(number)
    lines = list(order.lines.filter(kit_line=None).order_by("position", "id"))
    form = typed.QuantitiesForm(
        request.POST or None, lines=lines, initial={"version": order.version}
    )
    return run(
        request,
        order,
        form,
        lambda: edit_order(
            actor=actor(request),
            number=number,
            edit=OrderEdit(quantities=form.quantities()),
            version=form.cleaned_data["version"],
            at=now(),
        ),
        slug="edit-order",
        done=_("The lines are changed."),
        template="desk/orders/edit.html",
        more={"go_text": _("Save")},
    )


@signed_in
@require_POST
def add_line(request: HttpRequest, number: str) -> HttpResponse:
    """Put one product on the order, from the product box of its page."""
    form = typed.LineForm(request.POST)
    if form.is_valid():
        line = DraftLine(
            sku=typed.sku_in(form.cleaned_data["product"]),
            quantity=form.cleaned_data["quantity"],
            price_basis=form.cleaned_data["price_basis"] or "today",
        )
        attempt(
            form,
            lambda: edit_order(
                actor=actor(request), number=number, edit=OrderEdit(add=(line,)), at=now()
            ),
        )
    for errors in form.errors.values():
        messages.error(request, str(errors[0]))
    target = redirect("desk:order", number)
    target["Location"] += "?focus=product"
    return target


@signed_in
def addresses(request: HttpRequest, number: str) -> HttpResponse:
    """Where the order ships to and is billed to; this order's own copy."""
    order = order_of(number)
    form = typed.AddressesForm(
        request.POST or None, ship=order.ships_to, bill=order.bills_to, version=order.version
    )
    return run(
        request,
        order,
        form,
        lambda: edit_order(
            actor=actor(request),
            number=number,
            edit=OrderEdit(
                shipping_address=Address(**form.address("ship")),
                billing_address=Address(**form.address("bill")),
            ),
            version=form.cleaned_data["version"],
            at=now(),
        ),
        slug="edit-addresses",
        done=_("The addresses are changed."),
        template="desk/orders/addresses.html",
        more={"go_text": _("Save")},
    )

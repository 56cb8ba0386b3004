"""Edit Order while nothing has shipped: lines and addresses."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from orderkin.customers.addresses import Address
from orderkin.desk.actor import actor, now
from orderkin.desk.forms import orders as typed
from orderkin.desk.gates import attempt, signed_in
from orderkin.desk.views.order_verbs import order_of, run
from orderkin.lib.errors import Invalid, NotFound
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import DraftLine
from orderkin.products.queries import skus_meant


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
    """Put one product on the order, from the product box of its page; a refusal keeps the box."""
    form = typed.LineForm(request.POST)
    if form.is_valid():
        attempt(
            form,
            lambda: edit_order(
                actor=actor(request), number=number, edit=OrderEdit(add=(_line(form),)), at=now()
            ),
        )
    for errors in form.errors.values():
        messages.error(request, str(errors[0]))
    typed_in = {name: request.POST.get(name, "")[:400].replace("\x00", "") for name in form.fields}
    box = typed_in if form.errors else {}
    target = redirect("desk:order", number)
    target["Location"] += "?" + urlencode({"focus": "product", **box})
    return target


def _line(form: typed.LineForm) -> DraftLine:
    asked = form.cleaned_data
    # A product chosen from the list of a browser stands there as SKU, dash, name.
    text = asked["product"].partition(" \N{EN DASH} ")[0].strip()
    meant = skus_meant(text)
    if not meant:
        sentence = _("There is no product “%(text)s”. Type its SKU, its name or its barcode.")
        raise NotFound(sentence % {"text": text}, code="unknown_sku", field="product")
    if len(meant) > 1:
        sentence = _("“%(text)s” can be %(some)s. Type more of it, or its SKU.")
        raise Invalid(sentence % {"text": text, "some": ", ".join(meant)}, field="product")
    return DraftLine(
        sku=meant[0], quantity=asked["quantity"], price_basis=asked["price_basis"] or "today"
    )


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

"""What is done to units of an order's lines: ship them, take them back, refund them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orderkin.desk.actor import actor, now
from orderkin.desk.forms import units as typed
from orderkin.desk.gates import signed_in
from orderkin.desk.standing_words import made_good
from orderkin.desk.views.order_verbs import order_of, run
from orderkin.families.guarding_edits import standings_of
from orderkin.lib.errors import Conflict, Invalid
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.actions.return_units import return_units
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.models import Order
from orderkin.orders.open_lines import OpenLine, open_lines, worth_of


@signed_in
def ship(request: HttpRequest, number: str) -> HttpResponse:
    """Ship: one parcel, everything that is left unless units are changed."""
    order = order_of(number)
    lines = open_lines(order, "shipped")
    first = {"version": order.version}
    form = typed.ShipForm(request.POST or None, lines=lines, all_open=True, initial=first)
    return run(
        request,
        order,
        form,
        lambda: _ship(request, number, form),
        slug="ship",
        done=_("The parcel is recorded."),
        template="desk/orders/units.html",
        more={
            "count_text": _("In this parcel"),
            "none_text": _("Nothing is left to ship."),
            "lines_last": True,
        },
    )


def _ship(request: HttpRequest, number: str, form: typed.ShipForm) -> object:
    units, anything = form.units(), bool(form.lines)
    if anything and not units:
        raise Invalid(_("Nothing is in this parcel. Give at least one line a quantity."))
    return ship_order(
        actor=actor(request),
        number=number,
        carrier=form.cleaned_data["carrier"],
        tracking=form.cleaned_data["tracking"],
        units=units or None,
        version=form.cleaned_data["version"] if anything else None,
        key=form.cleaned_data["key"],
        at=now(),
    )


@signed_in
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    """Return: which units came back, and whether they are sold again."""
    order = order_of(number)
    lines = open_lines(order, "returned")
    first = {"version": order.version}
    form = typed.ReturnForm(request.POST or None, lines=lines, initial=first)
    return run(
        request,
        order,
        form,
        lambda: return_units(
            actor=actor(request),
            number=number,
            units=form.units(),
            restock=form.cleaned_data["restock"],
            note=form.cleaned_data["note"],
            version=form.cleaned_data["version"],
            key=form.cleaned_data["key"],
            at=now(),
        ),
        slug="return",
        done=_("The return is recorded. Money goes back by Refund."),
        template="desk/orders/units.html",
        more={"count_text": _("Came back"), "none_text": _("Nothing of this order is out.")},
    )


@signed_in
def refund(request: HttpRequest, number: str) -> HttpResponse:
    """Refund: money given back, at most what was paid, and the units it is for."""
    order = order_of(number)
    left = order.paid - order.refunded
    if request.method != "POST" and left <= 0:
        sentence = _("Nothing was paid on order %(number)s that is not given back already.")
        raise Conflict(sentence % {"number": number}, code="nothing_to_refund")
    lines = open_lines(order, "refunded")
    form = _refund_form(request, order, lines, left)
    return run(
        request,
        order,
        form,
        lambda: refund_order(
            actor=actor(request),
            number=number,
            units=form.units(),
            **{name: form.cleaned_data[name] for name in _REFUND},
            version=form.cleaned_data["version"],
            key=form.cleaned_data["key"],
            at=now(),
        ),
        slug="refund",
        done=_("The refund is recorded."),
        template="desk/orders/refund.html",
        more={
            "count_text": _("For"),
            "none_text": _("Every unit is refunded already."),
            "refundable": left,
        },
    )


_REFUND = ("amount", "method", "reference", "override")


def _refund_form(
    request: HttpRequest, order: Order, lines: list[OpenLine], left: int
) -> typed.RefundForm:
    """The form; when units were chosen and nothing is to be done yet, with what they cost."""
    told = {line: made_good(state) for line, state in standings_of(order.pk).items()}
    if "look" not in request.POST:
        shown = {"version": order.version}
        return typed.RefundForm(
            request.POST or None, currency=order.currency, told=told, lines=lines, initial=shown
        )
    worth = worth_of(lines, typed.typed_units(request.POST, lines))
    first: dict[str, object] = {**request.POST.dict(), "amount": min(worth, left) or None}
    return typed.RefundForm(currency=order.currency, told=told, lines=lines, initial=first)

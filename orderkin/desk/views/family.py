"""A family as one thing: its tree, its money, and what is done to it: link, move, unlink, undo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.family_orders import candidates, parent_number
from orderkin.desk.forms import family as typed
from orderkin.desk.forms.orders import ReleaseForm
from orderkin.desk.gates import signed_in
from orderkin.desk.ledger_page import ledger_context
from orderkin.desk.views.order_verbs import order_of, run
from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.move_order import move_order
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.queries import family_of
from orderkin.lib.errors import Conflict

CHOOSE = "desk/families/choose.html"


@signed_in
def family(request: HttpRequest, number: str) -> HttpResponse:
    """The whole family as a table, every member of it."""
    guard(actor(request), "view_orders")
    context = {"number": number, "family": family_of(number)}
    return render(request, "desk/families/family.html", context)


@signed_in
def ledger(request: HttpRequest, number: str) -> HttpResponse:
    """The family's money: in total, per order, per line; each currency for itself."""
    guard(actor(request), "view_orders")
    context = ledger_context(number, whole=request.GET.get("lines") == "all")
    return render(request, "desk/families/ledger.html", context)


@signed_in
@sensitive_post_parameters("pin")
def link(request: HttpRequest, number: str) -> HttpResponse:
    """Link an existing order, below this one or above it."""
    order = order_of(number)
    has_parent = bool(parent_number(order))
    form = typed.LinkForm(request.POST or None, number=number, has_parent=has_parent)
    return run(
        request,
        order,
        form,
        lambda: link_orders(actor=actor(request), at=now(), **form.link()),
        slug="link",
        done=_("The orders are linked."),
        template=CHOOSE,
        more={"go_text": _("Link"), "near": candidates(order)},
    )


@signed_in
@sensitive_post_parameters("pin")
def move(request: HttpRequest, number: str) -> HttpResponse:
    """Hang a related order below another parent."""
    order = order_of(number)
    form = typed.MoveForm(request.POST or None)
    return run(
        request,
        order,
        form,
        lambda: move_order(actor=actor(request), number=number, at=now(), **form.cleaned_data),
        slug="move",
        done=_("The order is moved, with all that descends from it."),
        template=CHOOSE,
        more={
            "go_text": _("Move"),
            "near": candidates(order, of_family=True),
            "parent": parent_number(order),
        },
    )


@signed_in
def unlink(request: HttpRequest, number: str) -> HttpResponse:
    """Take an order out of its parent's family."""
    order = order_of(number)
    form = typed.WhyForm(request.POST or None)
    return run(
        request,
        order,
        form,
        lambda: unlink_order(actor=actor(request), number=number, at=now(), **form.cleaned_data),
        slug="unlink",
        done=_("The order is unlinked; it is a root of its own now."),
        template=CHOOSE,
        more={
            "go_text": _("Unlink"),
            "go_class": "btn-danger",
            "parent": parent_number(order),
        },
    )


@signed_in
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Take a related order back; the answer says that it is, or what stands in the way."""
    return run(
        request,
        order_of(number),
        ReleaseForm(request.POST or None),
        lambda: undo_related_order(actor=actor(request), number=number, at=now()),
        slug="undo",
        then=lambda: _taken_back(request, number),
        template="desk/related/undo.html",
        more={"go_text": _("Undo"), "go_class": "btn-danger"},
    )


def _taken_back(request: HttpRequest, number: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return undone(request, number)
    return redirect("desk:undone", number)


@signed_in
def undone(request: HttpRequest, number: str) -> HttpResponse:
    """What was taken back, and the ways on."""
    order = order_of(number)
    if order.status != "void":
        sentence = _("Order %(number)s is not undone.") % {"number": number}
        raise Conflict(sentence, code="not_undone")
    context = {"order": order, "parent_number": parent_number(order)}
    return render(request, "desk/families/undone.html", context)

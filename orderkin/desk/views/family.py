"""What is done to a family afterwards: link, move, unlink, undo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orderkin.desk.actor import actor, now
from orderkin.desk.forms import orders as typed
from orderkin.desk.gates import signed_in
from orderkin.desk.views.order_verbs import order_of, run
from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.move_order import move_order
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.actions.unlink_order import unlink_order


@signed_in
def link(request: HttpRequest, number: str) -> HttpResponse:
    """Link an existing order below another one."""
    form = typed.LinkForm(request.POST or None)
    told = {"actor": actor(request), "number": number, "at": now()}
    return run(
        request,
        order_of(number),
        form,
        lambda: link_orders(**told, **form.cleaned_data),
        slug="link",
        done=_("The orders are linked."),
        more={"go_text": _("Link")},
    )


@signed_in
def move(request: HttpRequest, number: str) -> HttpResponse:
    """Hang a related order below another parent."""
    form = typed.LinkForm(request.POST or None)
    told = {"actor": actor(request), "number": number, "at": now()}
    return run(
        request,
        order_of(number),
        form,
        lambda: move_order(**told, **form.cleaned_data),
        slug="move",
        done=_("The order is moved."),
        more={"go_text": _("Move")},
    )


@signed_in
def unlink(request: HttpRequest, number: str) -> HttpResponse:
    """Take an order out of its parent's family."""
    form = typed.ReasonForm(request.POST or None)
    told = {"actor": actor(request), "number": number, "at": now()}
    return run(
        request,
        order_of(number),
        form,
        lambda: unlink_order(**told, **form.cleaned_data),
        slug="unlink",
        done=_("The order is unlinked; it is a root of its own now."),
        more={"go_text": _("Unlink"), "go_class": "btn-danger"},
    )


@signed_in
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Take a related order back; what stands in the way is listed."""
    form = typed.ReleaseForm(request.POST or None)
    return run(
        request,
        order_of(number),
        form,
        lambda: undo_related_order(actor=actor(request), number=number, at=now()),
        slug="undo",
        done=_("The related order is undone: it is Void, its stock is free again."),
        template="desk/related/undo.html",
        more={"go_text": _("Undo"), "go_class": "btn-danger"},
    )

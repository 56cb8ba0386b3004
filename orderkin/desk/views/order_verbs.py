"""What is done to one order: each verb is a page, a dialog over the order, and one action."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms import orders as typed
from orderkin.desk.gates import attempt, go, sheet, signed_in
from orderkin.desk.order_actions import BY_SLUG
from orderkin.families.coupling import Happened
from orderkin.families.reacting import would_follow
from orderkin.lib.errors import Conflict
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.release_hold import release_hold
from orderkin.orders.models import Order, no_such_order

SHEET = "desk/sheet.html"


def order_of(number: str) -> Order:
    """The order a verb is about. Raises NotFound."""
    found = Order.objects.filter(number=number).first()
    if found is None:
        raise no_such_order(number)
    return found


def run(
    request: HttpRequest,
    order: Order,
    form: forms.Form,
    action: Callable[[], object],
    *,
    slug: str,
    done: str = "",
    then: Callable[[], HttpResponse] | None = None,
    template: str = SHEET,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show the verb's form, or do it and go back to the order (or on with `then`).

    A refusal stays on the form, with all that was typed.
    """
    verb = BY_SLUG[slug]
    guard(actor(request), verb.right)
    back = reverse("desk:order", args=[order.number])
    if request.method == "POST" and form.is_valid() and attempt(form, action) is not None:
        if then:
            return then()
        messages.success(request, done)
        return go(request, back)
    context = {
        "order": order,
        "sheet_title": verb.text,
        "sheet_sub": _("Order %(number)s") % {"number": order.number},
        "sheet_url": reverse(f"desk:{verb.page}", args=[order.number]),
        "back_url": back,
        "go_text": verb.text,
        "draft": f"{slug}-{order.number}",
        **(more or {}),
    }
    return sheet(request, template, form, context)


@signed_in
def act(request: HttpRequest, number: str) -> HttpResponse:
    """The classic way: Select an Action, Go."""
    chosen = BY_SLUG.get(request.GET.get("action", ""))
    if chosen is None:
        messages.warning(request, _("Select an Action first, then Go."))
        return redirect("desk:order", number)
    return redirect(f"desk:{chosen.page}", number)


@signed_in
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Add Note."""
    form = typed.NoteForm(request.POST or None)
    return run(
        request,
        order_of(number),
        form,
        lambda: add_note(actor=actor(request), number=number, at=now(), **form.cleaned_data),
        slug="add-note",
        done=_("The note is added."),
    )


@signed_in
def hold(request: HttpRequest, number: str) -> HttpResponse:
    """Set On Hold, with the reason and what releases it."""
    order, form = order_of(number), typed.HoldForm(request.POST or None)
    return run(
        request,
        order,
        form,
        lambda: hold_order(actor=actor(request), number=number, at=now(), **form.cleaned_data),
        slug="set-on-hold",
        done=_("The order is on hold."),
        more={"follows": _follows(order, "held")},
    )


@signed_in
def release(request: HttpRequest, number: str) -> HttpResponse:
    """Release Hold."""
    return run(
        request,
        order_of(number),
        typed.ReleaseForm(request.POST or None),
        lambda: release_hold(actor=actor(request), number=number, at=now()),
        slug="release-hold",
        done=_("The hold is released."),
        template="desk/orders/release.html",
    )


@signed_in
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Cancel, with a reason; what was paid is not given back by it."""
    order, form = order_of(number), typed.ReasonForm(request.POST or None)
    return run(
        request,
        order,
        form,
        lambda: cancel_order(
            actor=actor(request), number=number, reason=form.cleaned_data["reason"], at=now()
        ),
        slug="cancel",
        done=_("The order is canceled."),
        template="desk/orders/cancel.html",
        more={
            "go_text": _("Cancel Order"),
            "go_class": "btn-danger",
            "back_text": _("Back"),
            "paid": order.paid - order.refunded,
            "follows": _follows(order, "canceled"),
        },
    )


def _follows(order: Order, happened: Happened) -> list[str]:
    """What the recipes of its related orders make of it, as sentences."""
    words = {
        "cancel": _("%(number)s is canceled too."),
        "hold": _("%(number)s is set on hold."),
        "note": _("%(number)s has shipped and is left alone."),
    }
    found = would_follow(order.pk, happened)
    return [words[one.deed] % {"number": one.number} for one in found]


@signed_in
def payment(request: HttpRequest, number: str) -> HttpResponse:
    """Receive Payment: what is still owed is filled in."""
    order = order_of(number)
    owed = max(0, order.balance)
    if request.method != "POST" and not owed:
        sentence = _("Nothing is owed on order %(number)s.") % {"number": number}
        raise Conflict(sentence, code="nothing_owed")
    first = {"amount": owed, "version": order.version}
    form = typed.AmountForm(request.POST or None, currency=order.currency, initial=first)
    return run(
        request,
        order,
        form,
        lambda: receive_payment(actor=actor(request), number=number, at=now(), **form.cleaned_data),
        slug="receive-payment",
        done=_("The payment is recorded."),
    )

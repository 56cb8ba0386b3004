"""Create Related Order: the dialog, the classic page, the live preview and the confirmation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from orderkin.client.actors import actor_of
from orderkin.client.models import Employee
from orderkin.desk.actor import actor, employee, now
from orderkin.desk.adding import name_arrived, take_product
from orderkin.desk.forms.related import RelatedOrderForm
from orderkin.desk.gates import attempt, go, signed_in, status_of
from orderkin.desk.history import read_note
from orderkin.desk.related_dialog import currency_of, dialog
from orderkin.families.actions.create_related_order import Approval, create_related_order
from orderkin.families.queries import order_page
from orderkin.lib.errors import Invalid, NotFound

PAGE = "desk/related/create.html"
# Buttons that show the page again and make nothing: another line, other lines, what it would be.
LOOKS = frozenset({"add", "redraw", "look"})


@signed_in
@sensitive_post_parameters("pin", "approver_pin")
def create(request: HttpRequest, number: str) -> HttpResponse:
    """The dialog or page; a POST creates, or shows it again with what stands in the way."""
    form = RelatedOrderForm(request.POST or None, currency=currency_of(number))
    # A product that was typed and not added yet is meant to be a line, also when Enter was pressed.
    looks = bool(LOOKS & request.POST.keys() or request.POST.get("any_product", "").strip())
    if not looks and _shows_other_lines(request):
        looks = form.is_redrawn = True
    if looks:
        take_product(form)
    name_arrived(form)
    if request.method == "POST" and not looks and form.is_valid():
        made = attempt(form, lambda: _create(request, number, form))
        if made:
            return _confirm(request, number, made)
    refusal = getattr(form, "refusal", None)
    code = status_of(refusal) if refusal else 422 if form.errors and not looks else 200
    return render(request, PAGE, dialog(request, number, form), status=code)


def _shows_other_lines(request: HttpRequest) -> bool:
    """Without script a recipe was chosen, but the lines that it offers were not shown yet."""
    typed = request.POST
    chosen = typed.get("recipe", "")
    is_page = not request.headers.get("HX-Request")
    return bool(is_page and chosen and "drawn" in typed and typed["drawn"] != chosen)


def _create(request: HttpRequest, number: str, form: RelatedOrderForm) -> str:
    typed = form.cleaned_data
    made = create_related_order(
        actor=actor(request),
        number=number,
        wish=form.wish(),
        key=typed["key"],
        at=now(),
        pin=typed["pin"],
        approval=_approval(typed["approver"], typed["approver_pin"]),
        preview=typed["preview"],
    )
    return made.number


def _approval(email: str, pin: str) -> Approval | None:
    if not email:
        return None
    person = Employee.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None:
        raise Invalid(_("There is no employee with this e-mail."), field="approver")
    return Approval(actor_of(person, "desk"), pin)


def _confirm(request: HttpRequest, number: str, child: str) -> HttpResponse:
    if request.POST.get("then") == "view":
        return go(request, f"{reverse('desk:order', args=[child])}?focus=product")
    if request.headers.get("HX-Request"):
        return created(request, number, child)
    return redirect("desk:related_order", number, child)


@signed_in
def preview(request: HttpRequest, number: str) -> HttpResponse:
    """The consequences of what is typed so far; with another recipe also the rows it offers."""
    form = RelatedOrderForm(request.POST, currency=currency_of(number))
    if request.headers.get("HX-Trigger-Name") == "add":
        take_product(form)
    name_arrived(form)
    context = dialog(request, number, form)
    picked = (
        request.headers.get("HX-Trigger-Name") in {"recipe", "add"} or "restored" in request.POST
    )
    return render(request, f"desk/related/{'chosen' if picked else 'consequences'}.html", context)


@signed_in
def created(request: HttpRequest, number: str, child: str) -> HttpResponse:
    """What was made, and the ways on: View Related Order, back, another."""
    page = order_page(child, nearby=True)
    if page.family.parent is None or page.family.parent.number != number:
        sentence = _("Order %(child)s is no Child Order of %(number)s.")
        raise NotFound(sentence % {"child": child, "number": number})
    note = next((n for n in page.notes if n.facts.get("sentence") == "related_order_created"), None)
    zone = employee(request).zone
    context = {
        "parent_number": number,
        "child": page.order,
        "may_undo": actor(request).may("undo_related_order"),
        "child_lines": page.lines,
        "said": read_note(note, number=child, zone=zone).sentence if note else "",
    }
    return render(request, "desk/related/created.html", context)

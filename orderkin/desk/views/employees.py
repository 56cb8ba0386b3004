"""Employees: list, invite, change, retire."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from orderkin.client.actions.change_employee import change_employee
from orderkin.client.actions.invite_employee import invite_employee
from orderkin.client.actions.retire_employee import retire_employee
from orderkin.client.guarding import guard
from orderkin.client.invitations import link_parts
from orderkin.client.models import Employee
from orderkin.client.rules import ROLES
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.client import EmployeeForm, InviteForm
from orderkin.desk.forms.fields import SureForm
from orderkin.desk.gates import attempt, go, sheet, signed_in
from orderkin.lib.errors import NotFound


@signed_in
def employees(request: HttpRequest) -> HttpResponse:
    """Who works here, and who did."""
    rows = [
        (one, ROLES.get(one.role, one.role), one.has_usable_password())
        for one in Employee.objects.order_by("-is_active", "name", "id")
    ]
    may = actor(request).may("manage_employees")
    return render(request, "desk/client/employees.html", {"rows": rows, "may_manage": may})


@signed_in
def invite(request: HttpRequest) -> HttpResponse:
    """Invite an employee; the one-time link is shown to pass on."""
    guard(actor(request), "manage_employees")
    form = InviteForm(request.POST or None)
    if form.is_valid():
        invited = attempt(
            form, lambda: invite_employee(actor=actor(request), at=now(), **form.cleaned_data)
        )
        if invited:
            return _invited(request, invited)
    context = {
        "sheet_title": _("Invite Employee"),
        "sheet_url": reverse("desk:invite"),
        "back_url": reverse("desk:employees"),
        "go_text": _("Invite"),
        "draft": "invite",
    }
    return sheet(request, "desk/sheet.html", form, context)


def _invited(request: HttpRequest, invited: Employee) -> HttpResponse:
    uid, token = link_parts(invited)
    link = request.build_absolute_uri(reverse("desk:invitation", args=[uid, token]))
    return render(request, "desk/client/invited.html", {"invited": invited, "link": link})


@signed_in
@require_POST
def invite_again(request: HttpRequest, employee_id: int) -> HttpResponse:
    """A fresh link for somebody who has not joined yet, or forgot the password."""
    guard(actor(request), "manage_employees")
    return _invited(request, _employee(employee_id))


@signed_in
def change(request: HttpRequest, employee_id: int) -> HttpResponse:
    """Another name or role."""
    guard(actor(request), "manage_employees")
    one = _employee(employee_id)
    form = EmployeeForm(request.POST or None, initial={"name": one.name, "role": one.role})
    if form.is_valid():
        told = {"actor": actor(request), "employee_id": one.pk, "at": now(), **form.cleaned_data}
        if attempt(form, lambda: change_employee(**told)):
            messages.success(request, _("%(name)s is changed.") % {"name": one.email})
            return redirect("desk:employees")
    context = {
        "sheet_title": one.email,
        "sheet_url": reverse("desk:employee", args=[one.pk]),
        "back_url": reverse("desk:employees"),
        "go_text": _("Save"),
    }
    return sheet(request, "desk/sheet.html", form, context)


@signed_in
def retire(request: HttpRequest, employee_id: int) -> HttpResponse:
    """Close the door for an employee: asked once, and taken back by inviting them again."""
    guard(actor(request), "manage_employees")
    one, form = _employee(employee_id), SureForm(request.POST or None)
    gone = attempt(form, lambda: _retire(request, employee_id)) if form.is_valid() else None
    if gone:
        messages.success(request, _("%(name)s is retired.") % {"name": one.email})
        return go(request, reverse("desk:employees"))
    context = {
        "sheet_title": _("Retire"),
        "sheet_sub": one.email,
        "sheet_text": _(
            "Signed out at once, and the API tokens are revoked. The name stays in the history."
            " Invite them again to take it back."
        ),
        "sheet_url": reverse("desk:retire", args=[one.pk]),
        "back_url": reverse("desk:employees"),
        "go_text": _("Retire"),
        "go_class": "btn-danger",
    }
    return sheet(request, "desk/sheet.html", form, context)


def _retire(request: HttpRequest, employee_id: int) -> Employee:
    return retire_employee(actor=actor(request), employee_id=employee_id, at=now())


def _employee(employee_id: int) -> Employee:
    found = Employee.objects.filter(pk=employee_id).first()
    if found is None:
        raise NotFound(_("There is no such employee."))
    return found

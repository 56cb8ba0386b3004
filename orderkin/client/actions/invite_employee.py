"""Invite an employee."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.client.models import Employee
from orderkin.client.rules import ROLES
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid
from orderkin.lib.text import clean, is_email


@transaction.atomic(durable=True)
def invite_employee(
    *, actor: Actor, email: str, name: str, role: str, zone: str = "UTC", at: datetime
) -> Employee:
    """Make an employee without a password; `invitations.link_parts` is their way to set one.

    Who was retired comes back the same way, with the same history.
    """
    guard(actor, "manage_employees")
    address = clean(email, field="email", limit=254)
    if not is_email(address):
        raise Invalid(_("This is not an e-mail address."), code="not_an_email", field="email")
    if role not in ROLES:
        raise Invalid(_("There is no such role."), code="unknown_role", field="role")
    known = Employee.objects.select_for_update().filter(email__iexact=address).first()
    if known is not None and known.is_active:
        sentence = _("%(email)s is an employee already.") % {"email": address}
        raise Conflict(sentence, code="employee_exists", field="email")
    employee = known or Employee(email=address, zone=zone)
    employee.name = clean(name, field="name", limit=120) or employee.name or address
    employee.role, employee.invited_at = role, at
    employee.is_active, employee.retired_at = True, None
    employee.set_unusable_password()
    employee.save()
    data = {"email": address, "role": role}
    record([Happening("employee.invited", employee.pk, "employee", data)], actor, at)
    return employee

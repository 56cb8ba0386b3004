"""Change an employee's name or role."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.client.models import Employee
from orderkin.client.rules import ROLES
from orderkin.client.steps import keep_an_admin, take_employee
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean


@transaction.atomic(durable=True)
def change_employee(
    *, actor: Actor, employee_id: int, name: str, role: str, at: datetime
) -> Employee:
    """Give an employee another name or role; the last Client Admin stays one."""
    guard(actor, "manage_employees")
    if role not in ROLES:
        raise Invalid(_("There is no such role."), code="unknown_role", field="role")
    employee = take_employee(employee_id)
    before = {"name": employee.name, "role": employee.role}
    employee.name = clean(name, field="name", limit=120) or employee.email
    employee.role = role
    employee.save(update_fields=["name", "role"])
    keep_an_admin()
    data = {"before": before, "after": {"name": employee.name, "role": role}}
    record([Happening("employee.changed", employee.pk, "employee", data)], actor, at)
    return employee

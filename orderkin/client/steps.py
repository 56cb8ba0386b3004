"""Writes and checks that several client actions share."""

from __future__ import annotations

from django.utils.translation import gettext as _

from orderkin.client.models import Employee
from orderkin.lib.errors import Conflict, NotFound


def take_employee(employee_id: int) -> Employee:
    """All admins and this employee, locked in key order; returns the employee.

    The admins are locked too, so that two of them cannot retire each other at the same moment.
    """
    wanted = Employee.objects.filter(role="client_admin") | Employee.objects.filter(pk=employee_id)
    rows = {row.pk: row for row in wanted.select_for_update().order_by("pk")}
    if employee_id not in rows:
        raise NotFound(_("There is no such employee."))
    return rows[employee_id]


def keep_an_admin() -> None:
    """Refuse to go on when nobody would be left who can change settings."""
    if not Employee.objects.filter(role="client_admin", is_active=True).exists():
        sentence = _("This is the last Client Admin. Make another employee Client Admin first.")
        raise Conflict(sentence, code="last_admin")

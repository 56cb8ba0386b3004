"""Retire an employee."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.client.models import ApiToken, Employee
from orderkin.client.steps import keep_an_admin, take_employee
from orderkin.lib.actor import Actor


@transaction.atomic(durable=True)
def retire_employee(*, actor: Actor, employee_id: int, at: datetime) -> Employee:
    """Close the door for an employee: no sign-in, no tokens; their name stays in the history."""
    guard(actor, "manage_employees")
    employee = take_employee(employee_id)
    employee.is_active = False
    employee.retired_at = at
    employee.save(update_fields=["is_active", "retired_at"])
    keep_an_admin()
    ApiToken.objects.filter(employee=employee, revoked_at=None).update(revoked_at=at)
    record([Happening("employee.retired", employee.pk, "employee")], actor, at)
    return employee

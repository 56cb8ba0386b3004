"""Accept an invitation: the invited person sets their own password."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.actors import actor_of
from orderkin.client.invitations import employee_behind
from orderkin.client.models import Employee
from orderkin.lib.errors import Invalid


@transaction.atomic(durable=True)
def accept_invitation(*, uid: str, token: str, password: str, at: datetime) -> Employee:
    """Set the first password through a link that works once. Raises NotFound for a used link."""
    employee = employee_behind(uid=uid, token=token)
    try:
        validate_password(password, employee)
    except ValidationError as weak:
        raise Invalid(" ".join(weak.messages), code="password_weak", field="password") from weak
    employee.set_password(password)
    employee.save(update_fields=["password"])
    actor = actor_of(employee, "desk")
    record([Happening("employee.joined", employee.pk, "employee")], actor, at)
    return employee

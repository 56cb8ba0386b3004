"""From an employee, a token or the system itself to the Actor that actions are told."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _

from orderkin.client.models import Employee
from orderkin.client.rules import rights_of
from orderkin.lib.actor import Actor, Door
from orderkin.lib.errors import NotAllowed, NotFound
from orderkin.sql import fetch_one

SYSTEM = Actor(
    employee_id=None,
    email="system",
    name="Orderkin",
    role="client_admin",
    door="system",
    rights=rights_of("client_admin"),
)


def actor_of(employee: Employee, door: Door) -> Actor:
    """The actor for a signed-in employee."""
    return Actor(
        employee_id=employee.pk,
        email=employee.email,
        name=employee.name,
        role=employee.role,
        door=door,
        rights=rights_of(employee.role),
        zone=employee.zone,
    )


def actor_by_email(email: str, door: Door) -> Actor:
    """The actor behind an e-mail, such as who approves. Raises NotFound for nobody working here."""
    employee = Employee.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if employee is None:
        sentence = _("There is no employee with this e-mail.")
        raise NotFound(sentence, code="unknown_employee", field="approver")
    return actor_of(employee, door)


def token_digest(token: str) -> str:
    """What is kept of an API token: 256 random bits need no slow hash, only a one-way one."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def actor_for_token(token: str) -> Actor:
    """The actor behind a bearer token. Raises NotAllowed for unknown, revoked or retired."""
    row = fetch_one(
        "SELECT e.id, e.email, e.name, e.role, e.zone FROM client_apitoken t"
        " JOIN client_employee e ON e.id = t.employee_id"
        " WHERE t.digest = %s AND t.revoked_at IS NULL AND e.is_active",
        [token_digest(token)],
    )
    if row is None:
        raise NotAllowed(_("This API token is not valid."), code="token_invalid")
    rights = rights_of(row.role)
    return Actor(row.id, row.email, row.name, row.role, "api", rights, row.zone)

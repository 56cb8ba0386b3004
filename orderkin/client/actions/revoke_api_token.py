"""Revoke an API token."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.models import ApiToken, Employee
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotFound


@transaction.atomic(durable=True)
def revoke_api_token(*, actor: Actor, token_id: int, at: datetime) -> ApiToken:
    """Make a token worthless at once: one's own, or anybody's for who manages employees."""
    found = ApiToken.objects.filter(pk=token_id).first()
    mine = found is not None and found.employee_id == actor.employee_id
    if found is None or not (mine or actor.may("manage_employees")):
        raise NotFound(_("There is no such API token."))
    Employee.objects.select_for_update().get(pk=found.employee_id)
    ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=at)
    data = {"token": token_id, "name": found.name}
    record([Happening("employee.token_revoked", found.employee_id, "employee", data)], actor, at)
    found.refresh_from_db()
    return found

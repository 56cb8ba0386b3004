"""Make an API token."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.actors import token_digest
from orderkin.client.guarding import guard
from orderkin.client.models import ApiToken
from orderkin.lib.actor import Actor
from orderkin.lib.text import clean


@transaction.atomic(durable=True)
def make_api_token(*, actor: Actor, name: str, at: datetime) -> tuple[ApiToken, str]:
    """A token for the actor's own use of the API; the text is returned once and never again."""
    guard(actor, "make_api_token")
    text = f"ok_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        employee_id=actor.employee,
        name=clean(name, field="name", limit=80) or "API",
        digest=token_digest(text),
        tail=text[-4:],
        created_at=at,
    )
    data = {"token": token.pk, "name": token.name}
    record([Happening("employee.token_made", token.employee_id, "employee", data)], actor, at)
    return token, text

"""From the bearer token to the Actor that every action is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from orderkin.client.actors import actor_for_token
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor


class Bearer(HttpBearer):
    """`Authorization: Bearer …`: cookies open nothing here, so no page can be tricked into it."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        return actor_for_token(token)


def actor(request: HttpRequest) -> Actor:
    """Whose token this is."""
    return cast("Actor", request.auth)  # type: ignore[attr-defined]


def reader(request: HttpRequest) -> Actor:
    """Whose token this is, if they may see orders, customers and products."""
    found = actor(request)
    guard(found, "view_orders")
    return found


def now() -> datetime:
    """The moment an action is told (UTC); the door reads the clock, actions never do."""
    return datetime.now(UTC)

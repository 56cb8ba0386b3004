"""From the request to the Actor that every action is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from django.http import HttpRequest

from orderkin.client.actors import actor_of
from orderkin.client.models import Employee
from orderkin.lib.actor import Actor


def employee(request: HttpRequest) -> Employee:
    """Who is signed in; views behind `gates.signed_in` always have one."""
    return cast("Employee", request.user)


def actor(request: HttpRequest) -> Actor:
    """The signed-in employee as an actor at the desk's door."""
    return actor_of(employee(request), "desk")


def now() -> datetime:
    """The moment an action is told (UTC); the door reads the clock, actions never do."""
    return datetime.now(UTC)

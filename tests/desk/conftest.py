"""A signed-in browser without a screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.client.models import Employee
from tests.makers import make_employee

BACKEND = "orderkin.client.signed_in.EmployeeBackend"


@pytest.fixture
def seat() -> Callable[..., Client]:
    """Somebody's seat at the desk: `seat("viewer")`, or of a known employee."""

    def take(role: str = "agent", *, employee: Employee | None = None) -> Client:
        who = employee or make_employee(f"A {role}", role=role)
        client = Client()
        client.force_login(who, backend=BACKEND)
        return client

    return take

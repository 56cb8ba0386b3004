"""Programs that talk to the API, as different people."""

from __future__ import annotations

import pytest

from orderkin.client.models import Employee
from orderkin.lib.actor import Actor
from tests.api.door import Program
from tests.makers import make_actor


@pytest.fixture
def program(maja: Actor) -> Program:
    """A program with Maja's token."""
    return Program(maja)


@pytest.fixture
def viewer(db: None) -> Program:
    """A program with the token of somebody who only reads by now."""
    vera = make_actor("Vera Nyman")
    program = Program(vera)
    Employee.objects.filter(pk=vera.employee_id or 0).update(role="viewer")
    return program

"""Each story runs through both doors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orderkin.lib.actor import Actor
from tests.doors import DOORS, Door


@pytest.fixture(params=sorted(DOORS))
def open_door(request: pytest.FixtureRequest, db: None) -> Callable[[Actor], Door]:
    """A door for somebody."""
    kind: str = request.param
    return lambda actor: DOORS[kind](actor)


@pytest.fixture
def door(open_door: Callable[[Actor], Door], maja: Actor) -> Door:
    """The door, opened by the agent."""
    return open_door(maja)

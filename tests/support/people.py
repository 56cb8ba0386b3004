"""People whom most tests know."""

import pytest

from orderkin.lib.actor import Actor
from tests.makers import make_actor


@pytest.fixture
def maja(db: None) -> Actor:
    """An agent."""
    return make_actor()

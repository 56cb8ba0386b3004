"""A thread that drives a browser runs an event loop, where Django has a connection of its own."""

from __future__ import annotations

import asyncio

import pytest
from django.db import connections

from orderkin.sql.here import database


@pytest.mark.django_db
def test_in_and_out_of_a_loop_it_is_the_connection_that_django_has() -> None:
    async def within() -> bool:
        return database() is connections["default"]

    assert database() is connections["default"]
    assert asyncio.run(within())
    assert database() is connections["default"]

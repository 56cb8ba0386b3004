"""The cast is made once for all rows of the table and rolled back after the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import TestCase
from pytest_django import DjangoDbBlocker

from orderkin.lib.actor import Actor
from orderkin.orders.models import Order
from tests.makers import make_actor
from tests.search.cast import make_cast


@dataclass(frozen=True)
class Cast:
    """The orders by name, and who asks for them."""

    orders: dict[str, Order]
    asker: Actor

    def names(self, ids: tuple[int, ...]) -> list[str]:
        """The names of these orders, in order."""
        known = {order.pk: name for name, order in self.orders.items()}
        return [known[pk] for pk in ids]


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """The orders of `cast.py`; the asker is Maja's colleague in Stockholm."""
    with django_db_blocker.unblock():
        atomics = TestCase._enter_atomics()  # type: ignore[attr-defined]
        try:
            made = Cast(make_cast(), make_actor("Sven Asker", zone="Europe/Stockholm"))
            yield made
        finally:
            TestCase._rollback_atomics(atomics)  # type: ignore[attr-defined]

"""Statements per page do not grow with rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.makers import make_customer, make_order, make_product

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]
SESSION = 2  # whose session it is, and who that is


def _asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked) - SESSION


def test_order_details_asks_at_most_eight_whatever_its_lines(seat: Seat) -> None:
    agent = seat()
    small, large = make_order(("LAMP", 1)), make_order(*[("LAMP", 1), ("SHELF", 1)] * 12)
    few = _asked(agent, f"/orders/{small.number}/")
    assert few == _asked(agent, f"/orders/{large.number}/")
    assert few <= 8


def test_the_orders_list_asks_at_most_four_whatever_its_rows(seat: Seat) -> None:
    agent = seat()
    make_order()
    few = _asked(agent, "/orders/")
    for _n in range(12):
        make_order()
    assert _asked(agent, "/orders/") == few
    assert few <= 4


@pytest.mark.parametrize("address", ["/customers/", "/products/"])
def test_other_lists_do_not_grow_either(seat: Seat, address: str) -> None:
    agent = seat()
    make_order()
    few = _asked(agent, address)
    for n in range(8):
        make_customer(f"Somebody {n}")
        make_product(f"THING-{n}")
    assert _asked(agent, address) == few

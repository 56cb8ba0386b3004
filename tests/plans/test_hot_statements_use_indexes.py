"""What is asked most is found by index: no large table is ever read from end to end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client

from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.listing import order_rows
from orderkin.families.queries import order_page
from orderkin.families.wishes import Wish, WishLine
from orderkin.orders.models import Order
from orderkin.search.find import find_orders
from tests.makers import AT, HOME, give_token, make_actor, make_employee, make_order, unused_key
from tests.plans.asking import Asked, asked_by, read_whole

pytestmark = pytest.mark.django_db(transaction=True)


Work = Callable[[], object]


def creating(order: Order) -> Work:
    lamp = order.lines.get(sku="LAMP")
    wish = Wish("Arrived broken.", lines=(WishLine(parent_line=lamp.pk, price_basis="free"),))
    maja, key = make_actor(), unused_key()
    return lambda: create_related_order(actor=maja, number=order.number, wish=wish, key=key, at=AT)


def reading_the_page(order: Order) -> Work:
    browser = Client()
    browser.force_login(make_employee(), backend="orderkin.client.signed_in.EmployeeBackend")
    return lambda: browser.get(f"/orders/{order.number}/")


def reading_over_the_api(order: Order) -> Work:
    bearer = {"Authorization": f"Bearer {give_token(make_actor())}"}
    return lambda: Client().get(f"/api/v1/orders/{order.number}", headers=bearer)


def listing(order: Order) -> Work:
    maja = make_actor()
    return lambda: order_rows(find_orders("", actor=maja, at=AT).ids)


def searching_its_number(order: Order) -> Work:
    return searching(order.number)(order)


def searching(text: str) -> Callable[[Order], Work]:
    def prepare(order: Order) -> Work:
        maja = make_actor()
        return lambda: find_orders(text, actor=maja, at=AT)

    return prepare


WORK = {
    "create": creating,
    "order page": reading_the_page,
    "order over the API": reading_over_the_api,
    "list": listing,
    "search a number": searching_its_number,
    "search an e-mail": searching("ase.lindqvist@post.example"),
    "search a piece of a name": searching("indqv"),
}


@pytest.mark.parametrize("prepare", WORK.values(), ids=WORK)
def test_no_statement_reads_a_large_table_whole(prepare: Callable[[Order], Work]) -> None:
    asked = asked_by(prepare(make_order()))
    assert asked
    assert {one.sql: whole for one in asked if (whole := read_whole(one))} == {}


def test_a_statement_without_an_index_would_be_seen() -> None:
    """The planted wrong version: a column that nothing leads to."""
    make_order()
    slow = Asked("SELECT o.id FROM orders_order o WHERE o.customer_name = %s", [HOME.name])
    assert read_whole(slow) == {"orders_order"}


def test_the_order_page_asks_as_much_for_many_lines_notes_and_relatives_as_for_few() -> None:
    small, large = make_order(), make_order(("LAMP", 1), ("BULB", 2), ("SHELF", 3), ("BOARD", 1))
    maja = make_actor()
    for _ in range(3):
        wish = Wish("Once more.", make_lookalike=True)
        create_related_order(actor=maja, number=large.number, wish=wish, key=unused_key(), at=AT)
    few, many = (asked_by(partial(order_page, one.number)) for one in (small, large))
    # One more reads those relatives who are shown.
    assert len(few) == len(many) <= 6

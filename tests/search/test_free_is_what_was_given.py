"""`free:yes` finds what the order and the ledger call given free, whatever its price is called."""

from __future__ import annotations

import pytest
from django.db import connection

from orderkin.families.reading_ledger import family_ledger
from orderkin.families.wishes import WishLine
from orderkin.lib.actor import Actor
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import DraftLine
from orderkin.orders.models import Order, OrderLine
from orderkin.products.models import ProductPrice
from orderkin.search.find import find_orders
from tests.families.relatives import LATER, again, line_of, make_child
from tests.makers import AT, make_order
from tests.plans.asking import asked_by, read_whole

pytestmark = pytest.mark.django_db


def found(query: str, actor: Actor) -> set[int]:
    return set(find_orders(query, actor=actor, at=LATER).ids)


def priced(order: Order, price: int) -> WishLine:
    line = line_of(order, "LAMP").pk
    return WishLine(line, price_basis="custom", unit_price=price, price_reason="As promised")


@pytest.mark.parametrize(("price", "is_gift"), [(0, True), (1, True), (489, True), (490, False)])
def test_a_price_that_is_none_is_found_as_a_gift(maja: Actor, price: int, is_gift: bool) -> None:
    order = make_order(("LAMP", 1))
    child = make_child(order, maja, priced(order, price))
    assert (child.pk in found("free:yes", maja)) is is_gift
    assert (child.pk in found("free:no", maja)) is not is_gift
    assert found("free:yes", maja) | found("free:no", maja) == {order.pk, child.pk}


def test_search_and_ledger_agree_about_every_member(maja: Actor) -> None:
    order = make_order(("LAMP", 3), ("SHELF", 1))
    make_child(order, maja, again(order, "LAMP", basis="free"))
    make_child(order, maja, again(order, "LAMP"))
    make_child(order, maja, priced(order, 1))
    make_child(order, maja, again(order, "BOARD", basis="free"))
    given = {
        one.order for one in family_ledger(order.number).orders for x in one.sums if x.given_free
    }
    assert len(given) == 3
    assert found("free:yes", maja) == given


def test_a_gift_of_unknown_value_is_a_gift(maja: Actor) -> None:
    order = make_order(("LAMP", 1))
    ProductPrice.objects.filter(product__sku="SCREW").delete()
    child = make_child(order, maja, WishLine(sku="SCREW", price_basis="free"))
    assert child.given_free == 0
    assert found("free:yes", maja) == {child.pk}


def test_what_stops_being_a_gift_is_found_no_more(maja: Actor) -> None:
    order = make_order(("LAMP", 1))
    child = make_child(order, maja, again(order, "LAMP", basis="free"))
    gift = OrderLine.objects.get(order=child).pk
    edit = OrderEdit(add=(DraftLine("LAMP"),), quantities={gift: 0})
    edit_order(actor=maja, number=child.number, edit=edit, at=AT)
    assert found("free:yes", maja) == set()


@pytest.mark.django_db(transaction=True)
def test_gifts_are_read_off_an_index_of_their_own(maja: Actor) -> None:
    order = make_order(("LAMP", 1))
    make_child(order, maja, again(order, "LAMP", basis="free"))
    asked = asked_by(lambda: found("free:yes lindqvist", maja))
    assert [one.sql for one in asked if read_whole(one)] == []
    if connection.vendor == "sqlite":
        led = [one for one in asked if "given_free > 0 UNION" in one.sql]
        assert led

"""The story of each ready-made recipe, told through the action."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.models import Recipe
from orderkin.families.wishes import Kept, Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.models import Order
from tests.families.relatives import (
    LATER,
    again,
    committed,
    fresh,
    line_of,
    make_child,
    relation_of,
)
from tests.makers import make_order, make_shipped_order, unused_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    return make_shipped_order()


def amounts(order: Order, sku: str) -> tuple[int, int, str]:
    line = line_of(order, sku)
    return (line.total, line.list_price, line.price_basis)


def test_wrong_item_kept_sends_the_right_one_free_and_records_what_was_kept(
    maja: Actor, order: Order
) -> None:
    lamp = line_of(order, "LAMP")
    wish = Wish(
        recipe="wrong_item_kept",
        lines=(WishLine(parent_line=lamp.pk),),
        kept=(Kept(lamp.pk, "BULB"),),
    )
    made = create_related_order(
        actor=maja, number=order.number, wish=wish, key=unused_key(), at=LATER
    )
    child = Order.objects.get(number=made.number)
    assert amounts(child, "LAMP") == (0, 4900, "free")
    (kept,) = relation_of(child).kept_units
    assert (kept["parent_line"], kept["quantity"]) == (lamp.pk, 1)
    assert (kept["ordered"]["sku"], kept["arrived"]["sku"]) == ("LAMP", "BULB")


def test_parts_send_a_spare_part_free_in_answer_to_its_product(maja: Actor, order: Order) -> None:
    shelf = line_of(order, "SHELF")
    screws = WishLine(parent_line=shelf.pk, sku="SCREW", quantity=4)
    child = make_child(order, maja, screws, recipe="parts")
    assert amounts(child, "SCREW") == (0, 20, "free")
    [entry] = relation_of(child).line_map
    screw = line_of(order, "SCREW").pk  # it lies in the shelf: that very piece
    assert (entry["parent_line"], entry["role"], entry["quantity"]) == (screw, "parts", 4)


def test_an_add_on_is_sold_at_todays_price_and_never_guarded(maja: Actor, order: Order) -> None:
    bulbs = WishLine(parent_line=line_of(order, "LAMP").pk, sku="BULB", quantity=9)
    for _again in range(2):
        child = make_child(order, maja, bulbs, recipe="add_on")
        assert amounts(child, "BULB") == (9 * 590, 590, "today")
        assert child.payment_status == "no_payment"


def test_an_upgrade_costs_the_difference_to_what_was_paid(maja: Actor, order: Order) -> None:
    bulb = make_order(("BULB", 1))
    lamp = WishLine(parent_line=line_of(bulb, "BULB").pk, sku="LAMP")
    child = make_child(bulb, maja, lamp, recipe="upgrade")
    assert amounts(child, "LAMP") == (4900 - 590, 4900, "difference")


def test_one_more_component_of_a_bundle_is_sold_alone(maja: Actor, order: Order) -> None:
    child = make_child(order, maja, again(order, "BOARD"), recipe="bundle_component")
    assert amounts(child, "BOARD") == (2000, 2000, "today")
    assert relation_of(child).line_map[0]["role"] == "adds"


def test_a_replacement_needs_a_reason_is_free_and_ships(maja: Actor, order: Order) -> None:
    with pytest.raises(Invalid) as refused:
        make_child(order, maja, again(order, "LAMP"), recipe="replacement")
    assert refused.value.code == "reason_required"
    child = make_child(order, maja, again(order, "LAMP"), recipe="replacement", reason="defective")
    assert (child.total, child.given_free, child.payment_status) == (0, 4900, "charged")
    ship_order(actor=maja, number=child.number, at=LATER)
    assert fresh(child).status == "completed"


def test_a_reship_of_a_kit_sends_every_component_again(maja: Actor, order: Order) -> None:
    before = committed("SCREW")
    child = make_child(order, maja, again(order, "SHELF"), recipe="reship", reason="lost")
    assert committed("SCREW") == before + 8
    assert {line.sku for line in child.lines.all()} == {"SHELF", "BOARD", "BAG", "SCREW", "KEY"}
    assert {entry["role"] for entry in relation_of(child).line_map} == {"replaces"}
    with pytest.raises(Conflict) as refused:
        make_child(order, maja, again(order, "BOARD"), recipe="replacement", reason="lost")
    assert refused.value.code == "guard_blocks"


def test_goodwill_is_free_and_asks_nothing(maja: Actor, order: Order) -> None:
    child = make_child(order, maja, WishLine(sku="BULB"), recipe="goodwill")
    assert (child.total, child.given_free) == (0, 590)
    assert relation_of(child).line_map == []


def test_the_plain_related_order_has_no_recipe_and_may_be_empty(maja: Actor, order: Order) -> None:
    child = make_child(order, maja)
    relation = relation_of(child)
    assert (relation.recipe, relation.kind.code) == (None, "related")
    assert not child.lines.exists()


def test_what_was_paid_for_a_component_is_its_share_of_the_kit(maja: Actor, order: Order) -> None:
    shares = [line_of(order, sku).share for sku in ("BOARD", "BAG")]
    assert sum(shares) == 3999
    boards = make_child(order, maja, again(order, "BOARD", 2, "as_paid"))
    assert line_of(boards, "BOARD").total == shares[0]
    one = make_child(order, maja, again(order, "BOARD", 1, "as_paid"))
    assert line_of(one, "BOARD").total in (shares[0] // 2, shares[0] - shares[0] // 2)


def test_a_refunded_unit_is_not_replaced_as_well(maja: Actor, order: Order) -> None:
    receive_payment(actor=maja, number=order.number, amount=9000, method="card", at=LATER)
    units = {line_of(order, "LAMP").pk: 1}
    refund_order(actor=maja, number=order.number, amount=4900, units=units, at=LATER)
    two = again(order, "LAMP", 2)
    with pytest.raises(Conflict) as refused:
        make_child(order, maja, two, recipe="replacement", reason="damaged")
    assert "was already refunded" in refused.value.sentence
    assert make_child(
        order, maja, again(order, "LAMP"), recipe="replacement", reason="damaged"
    ).given_free


def test_a_recipe_may_leave_stock_alone_also_when_undone_or_shipped(
    maja: Actor, order: Order
) -> None:
    recipe = Recipe.objects.get(code="goodwill")
    recipe.rules = {**recipe.rules, "deduct_stock": False}
    recipe.save()
    before = committed("BULB")
    child = make_child(order, maja, WishLine(sku="BULB"), recipe="goodwill")
    assert committed("BULB") == before
    ship_order(actor=maja, number=child.number, at=LATER)
    assert committed("BULB") == before


def test_a_custom_price_says_why(maja: Actor, order: Order) -> None:
    half = replace(again(order, "LAMP", 1, "custom"), unit_price=2450)
    with pytest.raises(Invalid) as refused:
        make_child(order, maja, half)
    assert refused.value.field == "lines.0.price_reason"
    child = make_child(order, maja, replace(half, price_reason="Scratched"))
    line = line_of(child, "LAMP")
    assert (line.total, line.tax, line.price_reason) == (2450, 613, "Scratched")

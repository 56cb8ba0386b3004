"""The story of each ready-made recipe, through both doors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orderkin.families.models import Recipe
from orderkin.orders.models import Order
from tests.doors import Ask, Door, Refused
from tests.families.relatives import committed, line_of, relation_of
from tests.makers import make_order, make_shipped_order

TOLD = {
    *("wrong_item_kept", "parts", "add_on", "upgrade"),
    *("bundle_component", "replacement", "reship", "goodwill"),
}


@pytest.fixture
def order(db: None) -> Order:
    return make_shipped_order()


def made(door: Door, order: Order, ask: Ask) -> Order:
    """The child, with the kind and the recipe that were asked for."""
    child = Order.objects.get(number=door.create_related_order(order.number, ask))
    relation = relation_of(child)
    assert relation.recipe is not None
    assert (relation.recipe.code, relation.parent_id) == (ask.recipe, order.pk)
    return child


def amounts(child: Order, sku: str) -> tuple[int, int, int, str]:
    line = line_of(child, sku)
    return (line.quantity, line.total, line.list_price, line.price_basis)


def test_every_ready_made_recipe_has_its_story(order: Order) -> None:
    assert set(Recipe.objects.values_list("code", flat=True)) == TOLD


def test_wrong_item_kept_sends_the_right_one_and_records_the_wrong_one(
    door: Door, order: Order
) -> None:
    lamp = line_of(order, "LAMP").pk
    ask = Ask(recipe="wrong_item_kept", lines=[(lamp, 1, "free")], kept=[(lamp, "BULB")])
    child = made(door, order, ask)
    assert amounts(child, "LAMP") == (1, 0, 4900, "free")
    [kept] = relation_of(child).kept_units
    assert (kept["parent_line"], kept["quantity"]) == (lamp, 1)
    assert (kept["ordered"]["sku"], kept["arrived"]["sku"]) == ("LAMP", "BULB")


def test_parts_send_a_spare_part_free_for_its_product(door: Door, order: Order) -> None:
    shelf = line_of(order, "SHELF").pk
    child = made(door, order, Ask(recipe="parts", others=[(shelf, "SCREW", 4, "free")]))
    assert amounts(child, "SCREW") == (4, 0, 20, "free")
    assert [entry["role"] for entry in relation_of(child).line_map] == ["parts"]


def test_an_add_on_is_sold_at_todays_price(door: Door, order: Order) -> None:
    lamp = line_of(order, "LAMP").pk
    child = made(door, order, Ask(recipe="add_on", others=[(lamp, "BULB", 9, "today")]))
    assert amounts(child, "BULB") == (9, 9 * 590, 590, "today")
    assert child.payment_status == "no_payment"


def test_an_upgrade_costs_the_difference(door: Door, order: Order) -> None:
    bought = make_order(("BULB", 1))
    bulb = line_of(bought, "BULB").pk
    child = made(door, bought, Ask(recipe="upgrade", others=[(bulb, "LAMP", 1, "difference")]))
    assert amounts(child, "LAMP") == (1, 4900 - 590, 4900, "difference")


def test_one_more_component_of_a_bundle_is_sold_alone(door: Door, order: Order) -> None:
    board = line_of(order, "BOARD").pk
    child = made(door, order, Ask(recipe="bundle_component", lines=[(board, 1, "today")]))
    assert amounts(child, "BOARD") == (1, 2000, 2000, "today")
    assert [entry["role"] for entry in relation_of(child).line_map] == ["adds"]


def test_a_replacement_says_why_is_free_and_ships(door: Door, order: Order) -> None:
    ask = Ask(recipe="replacement", lines=[(line_of(order, "LAMP").pk, 1, "free")])
    with pytest.raises(Refused):
        door.create_related_order(order.number, ask)
    child = made(door, order, replace(ask, reason="defective"))
    assert (child.total, child.given_free, child.payment_status) == (0, 4900, "charged")
    door.ship(child.number, "DHL", "JD014")
    assert Order.objects.get(pk=child.pk).status == "completed"


def test_a_reship_of_a_kit_sends_all_that_is_in_it_again(door: Door, order: Order) -> None:
    before = committed("SCREW")
    shelf = line_of(order, "SHELF").pk
    child = made(door, order, Ask(recipe="reship", reason="lost", lines=[(shelf, 1, "free")]))
    assert committed("SCREW") == before + 8
    assert {line.sku for line in child.lines.all()} == {"SHELF", "BOARD", "BAG", "SCREW", "KEY"}


def test_goodwill_gives_what_was_never_sold(door: Door, order: Order) -> None:
    child = made(door, order, Ask(recipe="goodwill", free_for=[(None, "BULB")]))
    assert (child.total, child.given_free) == (0, 590)
    assert relation_of(child).line_map == []

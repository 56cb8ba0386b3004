"""A unit made good is made good: by another product, as a part, under another row, for a cent."""

from __future__ import annotations

import pytest

from orderkin.families.ledger import add
from orderkin.families.previews import preview_related_order
from orderkin.families.reading_ledger import family_ledger
from orderkin.families.wishes import Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, NotAllowed
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import DraftLine
from orderkin.orders.models import Order
from orderkin.products.models import ProductFit
from tests.families.relatives import LATER, again, fresh, line_of, make_child, relation_of
from tests.makers import give_pin, make_order, make_product, set_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp() -> Order:
    """One lamp."""
    return make_order(("LAMP", 1))


@pytest.fixture
def shelf() -> Order:
    """One shelf: two boards, and a bag with eight screws and a key."""
    return make_order(("SHELF", 1))


def free(order: Order, sold: str, sku: str = "", quantity: int = 1) -> WishLine:
    """A product at no charge in answer to what was sold."""
    return WishLine(line_of(order, sold).pk, sku, quantity, "free")


def replace(order: Order, maja: Actor, *lines: WishLine) -> Order:
    return make_child(order, maja, *lines, recipe="replacement", reason="defective")


def blocked(order: Order, maja: Actor, *lines: WishLine) -> object:
    """The orders for which the guard refuses a replacement."""
    with pytest.raises(Conflict) as no:
        replace(order, maja, *lines)
    assert no.value.code == "guard_blocks"
    return no.value.details["orders"]


def warned(order: Order, maja: Actor, *lines: WishLine, recipe: str = "parts") -> list[str]:
    """What a dry run of a recipe warns of."""
    wish = Wish(recipe=recipe, reason="lost", lines=lines)
    preview = preview_related_order(actor=maja, number=order.number, wish=wish, at=LATER)
    return [caution.code for caution in preview.plan.warnings]


def test_another_product_in_its_place_replaces_the_unit(lamp: Order, maja: Actor) -> None:
    make_product("CHAIR", price=14900)
    child = replace(lamp, maja, free(lamp, "LAMP", "CHAIR"))
    assert relation_of(child).line_map[0]["role"] == "replaces"
    assert blocked(lamp, maja, free(lamp, "LAMP", "BULB")) == [child.number]
    assert blocked(lamp, maja, again(lamp, "LAMP")) == [child.number]


def test_a_kit_replaced_by_another_is_replaced_with_all_that_is_in_it(
    shelf: Order, maja: Actor
) -> None:
    make_product("WHITE", "White shelf", price=3999, parts={"BOARD": 2})
    child = replace(shelf, maja, free(shelf, "SHELF", "WHITE"))
    for wish in (again(shelf, "SHELF"), again(shelf, "BOARD", 2), free(shelf, "SHELF", "KEY")):
        assert blocked(shelf, maja, wish) == [child.number]


def test_what_is_found_about_a_kit_is_said_once(shelf: Order, maja: Actor) -> None:
    replace(shelf, maja, again(shelf, "SHELF"))
    wish = Wish(recipe="replacement", reason="lost", lines=(again(shelf, "SHELF"),))
    plan = preview_related_order(actor=maja, number=shelf.number, wish=wish, at=LATER).plan
    assert [one.code for one in plan.warnings] == ["more_than_sold"]
    assert len(plan.findings) == 5


def test_after_a_component_another_kit_is_one_too_many(shelf: Order, maja: Actor) -> None:
    make_product("WHITE", "White shelf", price=3999, parts={"BOARD": 2})
    child = replace(shelf, maja, again(shelf, "BOARD"))
    assert blocked(shelf, maja, free(shelf, "SHELF", "WHITE")) == [child.number]


@pytest.mark.parametrize("first", ["SHELF", "BAG", "KEY", ""])
@pytest.mark.parametrize("then", ["SHELF", "KEY"])
def test_a_component_is_the_same_piece_whichever_row_it_is_asked_from(
    shelf: Order, maja: Actor, first: str, then: str
) -> None:
    wish = free(shelf, first, "KEY") if first else WishLine(sku="KEY", price_basis="free")
    child = replace(shelf, maja, wish)
    assert relation_of(child).line_map[0]["parent_line"] == line_of(shelf, "KEY").pk
    assert blocked(shelf, maja, free(shelf, then, "KEY")) == [child.number]


def test_a_component_sent_as_a_part_is_not_replaced_too(shelf: Order, maja: Actor) -> None:
    child = make_child(shelf, maja, again(shelf, "KEY"), recipe="parts")
    assert relation_of(child).line_map[0]["role"] == "parts"
    assert blocked(shelf, maja, again(shelf, "KEY")) == [child.number]
    assert warned(shelf, maja, again(shelf, "KEY")) == ["part_sent_again"]


def test_below_a_canceled_order_too_a_part_is_the_component_itself(
    shelf: Order, maja: Actor
) -> None:
    middle = replace(shelf, maja, again(shelf, "KEY"))
    cancel_order(actor=maja, number=middle.number, reason="Lost", at=LATER)
    replace(shelf, maja, again(shelf, "KEY"))
    told = warned(middle, maja, again(middle, "KEY"), recipe="replacement")
    assert "more_than_sold" in told


def test_a_spare_part_counts_for_the_piece_it_fits_whichever_row_it_is_from(
    shelf: Order, maja: Actor
) -> None:
    cap = make_product("CAP", price=50, sold_alone=False)
    for sku in ("SHELF", "BOARD"):
        ProductFit.objects.create(product=make_product(sku), other=cap, role="spare_part")
    make_child(shelf, maja, free(shelf, "SHELF", "CAP", 2), recipe="parts")
    assert warned(shelf, maja, free(shelf, "BOARD", "CAP")) == ["part_sent_again"]
    assert warned(shelf, maja, WishLine(sku="CAP", price_basis="free")) == ["part_sent_again"]


def test_a_spare_part_under_a_replacement_is_a_part(lamp: Order, maja: Actor) -> None:
    switch = make_product("SWITCH", price=300, sold_alone=False)
    ProductFit.objects.create(product=make_product("LAMP"), other=switch, role="spare_part")
    child = replace(lamp, maja, free(lamp, "LAMP", "SWITCH"))
    assert relation_of(child).line_map[0]["role"] == "parts"
    assert replace(lamp, maja, again(lamp, "LAMP"))


def test_first_parts_have_a_limit(shelf: Order, maja: Actor) -> None:
    cap = make_product("CAP", price=50, sold_alone=False, stock=9999)
    ProductFit.objects.create(product=make_product("SHELF"), other=cap, role="spare_part")
    assert warned(shelf, maja, free(shelf, "SHELF", "CAP", 10)) == []
    assert warned(shelf, maja, free(shelf, "SHELF", "CAP", 11)) == ["too_many_parts"]
    set_settings(free_parts_per_unit=0)
    assert warned(shelf, maja, free(shelf, "SHELF", "CAP", 5000)) == []


def test_what_lies_in_the_kit_is_limited_by_the_kit(shelf: Order, maja: Actor) -> None:
    assert warned(shelf, maja, free(shelf, "SHELF", "SCREW", 8)) == []
    assert warned(shelf, maja, free(shelf, "SHELF", "SCREW", 9)) == ["more_than_sold"]


def cheap(order: Order, cents: int) -> WishLine:
    line = line_of(order, "LAMP").pk
    return WishLine(line, "", 1, "custom", unit_price=cents, price_reason="Nice person")


def test_a_price_of_a_cent_is_a_gift(lamp: Order, maja: Actor) -> None:
    child = make_child(lamp, maja, cheap(lamp, 1))
    assert fresh(child).given_free == 4899
    [entry] = relation_of(child).line_map
    assert entry["role"] == "replaces"
    with pytest.raises(Conflict):
        make_child(lamp, maja, cheap(lamp, 1))


def test_a_tenth_of_the_list_price_is_a_price(lamp: Order, maja: Actor) -> None:
    assert fresh(make_child(lamp, maja, cheap(lamp, 490))).given_free == 0
    assert fresh(make_child(lamp, maja, cheap(lamp, 489))).given_free == 4411


def test_a_gift_for_a_cent_asks_for_the_pin_its_value_asks_for(lamp: Order, maja: Actor) -> None:
    set_settings(plain_pin_above={"EUR": 4000})
    give_pin(maja)
    with pytest.raises(NotAllowed) as no:
        make_child(lamp, maja, cheap(lamp, 1))
    assert no.value.code == "pin_required"


def test_a_gift_for_a_cent_counts_towards_the_caps(maja: Actor) -> None:
    order = make_order(("LAMP", 3))
    set_settings(customer_cap_value={"EUR": 9000})
    make_child(order, maja, cheap(order, 1))
    wish = Wish(lines=(cheap(order, 1),))
    plan = preview_related_order(actor=maja, number=order.number, wish=wish, at=LATER).plan
    assert "customer_cap_value" in [caution.code for caution in plan.warnings]


def test_the_ledger_and_the_order_say_the_same_of_such_a_gift(lamp: Order, maja: Actor) -> None:
    child = make_child(lamp, maja, cheap(lamp, 1))
    ledger = family_ledger(lamp.number)
    [member] = [one for one in ledger.orders if one.number == child.number]
    of_lines = add(one for line in member.lines for one in line.sums)
    given = {one.given_free for one in (*member.sums, *ledger.totals) if one.currency == "EUR"}
    assert given == {one.given_free for one in of_lines if one.given_free} == {4899}


def test_a_gift_for_a_cent_added_later_answers_the_sold_unit(lamp: Order, maja: Actor) -> None:
    child, other = make_child(lamp, maja), make_child(lamp, maja)
    line = DraftLine("LAMP", 1, "custom", unit_price=1, price_reason="Nice person")
    edit_order(actor=maja, number=child.number, edit=OrderEdit(add=(line,)), at=LATER)
    with pytest.raises(Conflict) as no:
        edit_order(actor=maja, number=other.number, edit=OrderEdit(add=(line,)), at=LATER)
    assert no.value.code == "guard_blocks"


def test_another_product_without_a_line_stands_for_the_only_one(lamp: Order, maja: Actor) -> None:
    make_product("CHAIR", price=14900)
    child = replace(lamp, maja, WishLine(sku="CHAIR", price_basis="free"))
    assert blocked(lamp, maja, WishLine(sku="CHAIR", price_basis="free")) == [child.number]
    assert make_child(lamp, maja, WishLine(sku="CHAIR", price_basis="today"), recipe="add_on")


def test_more_gifts_added_to_a_replacement_are_more_than_was_sold(maja: Actor) -> None:
    order = make_order(("LAMP", 1), ("SHELF", 1))
    make_product("CHAIR", price=14900)
    child = replace(order, maja, again(order, "LAMP"))
    gift = OrderEdit(add=(DraftLine("CHAIR", 7, "free"),))
    with pytest.raises(Conflict) as no:
        edit_order(actor=maja, number=child.number, edit=gift, at=LATER)
    assert no.value.code == "guard_blocks"
    sale = OrderEdit(add=(DraftLine("CHAIR", 7),))
    assert edit_order(actor=maja, number=child.number, edit=sale, at=LATER)


def test_a_spare_part_added_later_answers_the_piece_it_fits(shelf: Order, maja: Actor) -> None:
    cap = make_product("CAP", price=50, sold_alone=False)
    ProductFit.objects.create(product=make_product("BOARD"), other=cap, role="spare_part")
    child = make_child(shelf, maja)
    edit = OrderEdit(add=(DraftLine("CAP", 2, "free"),))
    edit_order(actor=maja, number=child.number, edit=edit, at=LATER)
    [entry] = relation_of(child).line_map
    assert (entry["parent_line"], entry["role"]) == (line_of(shelf, "BOARD").pk, "parts")
    assert warned(shelf, maja, free(shelf, "BOARD", "CAP")) == ["part_sent_again"]

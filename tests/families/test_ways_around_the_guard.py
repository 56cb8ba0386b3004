"""No way around the guard: a unit stays made good whatever becomes of the links between."""

from __future__ import annotations

import pytest

from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.move_order import move_order
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.models import FormerLink
from orderkin.families.queries import order_page
from orderkin.families.wishes import WishLine
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotAllowed
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import DraftLine
from orderkin.orders.models import Order
from tests.families.relatives import LATER, again, line_of, make_child, relation_of
from tests.makers import PIN, give_pin, make_order, set_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    """One lamp."""
    return make_order(("LAMP", 1))


def replaced(order: Order, maja: Actor) -> Order:
    """The order's lamp, sent once more."""
    return make_child(order, maja, again(order, "LAMP"), recipe="replacement", reason="lost")


def unlink(child: Order, maja: Actor) -> None:
    unlink_order(actor=maja, number=child.number, reason="By mistake", at=LATER)


def refused(order: Order, maja: Actor) -> object:
    """The orders a second replacement is refused for."""
    with pytest.raises(Conflict) as no:
        replaced(order, maja)
    assert no.value.code == "guard_blocks"
    return no.value.details["orders"]


def edit(order: Order, maja: Actor, *, drop: str = "", add: DraftLine | None = None) -> None:
    quantities = {line_of(order, drop).pk: 0} if drop else {}
    wanted = OrderEdit(quantities=quantities, add=(add,) if add else ())
    edit_order(actor=maja, number=order.number, edit=wanted, at=LATER)


def test_an_unlinked_order_counts_as_long_as_it_lives(order: Order, maja: Actor) -> None:
    child = replaced(order, maja)
    unlink(child, maja)
    assert refused(order, maja) == [child.number]
    cancel_order(actor=maja, number=child.number, reason="Not needed", at=LATER)
    assert relation_of(replaced(order, maja)).parent == order


def test_linked_under_another_name_it_still_counts(order: Order, maja: Actor) -> None:
    child = replaced(order, maja)
    unlink(child, maja)
    link_orders(
        actor=maja,
        number=child.number,
        parent=order.number,
        at=LATER,
        reason="It belongs here",
        kind="goodwill",
    )
    assert refused(order, maja) == [child.number]


def test_linked_again_it_counts_once(maja: Actor) -> None:
    order = make_order(("LAMP", 2))
    child = replaced(order, maja)
    unlink(child, maja)
    link_orders(actor=maja, number=child.number, parent=order.number, reason="Back", at=LATER)
    assert not FormerLink.objects.exists()
    assert replaced(order, maja)
    assert refused(order, maja)


def test_unlinked_from_another_order_in_between_it_comes_back_whole(
    order: Order, maja: Actor
) -> None:
    child, other = replaced(order, maja), make_order()
    was = relation_of(child).line_map
    for parent in (other, order):
        unlink(child, maja)
        link_orders(actor=maja, number=child.number, parent=parent.number, reason="So", at=LATER)
    assert relation_of(child).line_map == was


def test_a_moved_order_counts_where_its_units_went(order: Order, maja: Actor) -> None:
    child, other = replaced(order, maja), make_order()
    move_order(actor=maja, number=child.number, parent=other.number, reason="Wrong", at=LATER)
    assert refused(order, maja) == [child.number]
    move_order(actor=maja, number=child.number, parent=order.number, reason="Right", at=LATER)
    assert refused(order, maja) == [child.number]
    assert not FormerLink.objects.filter(parent=order).exists()


def test_more_units_on_an_unlinked_order_are_more_units(maja: Actor) -> None:
    order = make_order(("LAMP", 2))
    child, other = replaced(order, maja), replaced(order, maja)
    unlink(child, maja)
    line = line_of(child, "LAMP").pk
    with pytest.raises(Conflict) as no:
        edit_order(actor=maja, number=child.number, edit=OrderEdit(quantities={line: 2}), at=LATER)
    assert no.value.details["orders"] == [other.number]


def test_a_unit_replaced_by_an_unlinked_order_is_not_refunded(order: Order, maja: Actor) -> None:
    unlink(replaced(order, maja), maja)
    receive_payment(actor=maja, number=order.number, amount=order.total, method="card", at=LATER)
    units = {line_of(order, "LAMP").pk: 1}
    with pytest.raises(Conflict) as no:
        refund_order(actor=maja, number=order.number, amount=100, units=units, at=LATER)
    assert no.value.code == "guard_blocks"


def test_a_canceled_order_in_the_middle_hides_nothing(order: Order, maja: Actor) -> None:
    middle = replaced(order, maja)
    last = replaced(middle, maja)
    cancel_order(actor=maja, number=middle.number, reason="Lost", at=LATER)
    assert refused(order, maja) == [last.number]
    cancel_order(actor=maja, number=last.number, reason="Not needed", at=LATER)
    assert replaced(order, maja)


def test_below_a_canceled_order_the_sold_unit_above_is_looked_at(order: Order, maja: Actor) -> None:
    middle = replaced(order, maja)
    cancel_order(actor=maja, number=middle.number, reason="Lost", at=LATER)
    direct = replaced(order, maja)
    assert refused(middle, maja) == [direct.number]


def test_the_middle_order_unlinked_and_canceled_hides_nothing(order: Order, maja: Actor) -> None:
    middle = replaced(order, maja)
    last = replaced(middle, maja)
    unlink(middle, maja)
    cancel_order(actor=maja, number=middle.number, reason="Lost", at=LATER)
    assert refused(order, maja) == [last.number]


def test_a_line_that_was_made_good_is_not_removed(maja: Actor) -> None:
    order = make_order(("LAMP", 1), ("BULB", 1))
    child = replaced(order, maja)
    with pytest.raises(Conflict) as no:
        edit(order, maja, drop="LAMP")
    assert (no.value.code, no.value.details) == ("line_answered", {"orders": [child.number]})
    edit(order, maja, drop="BULB")
    undo_related_order(actor=maja, number=child.number, at=LATER)
    edit(order, maja, add=DraftLine("BULB"))
    edit(order, maja, drop="LAMP")
    assert [line.sku for line in order.lines.all()] == ["BULB"]


def test_a_sold_product_by_its_sku_is_the_sold_unit(order: Order, maja: Actor) -> None:
    child = make_child(order, maja, WishLine(sku="LAMP"), recipe="replacement", reason="lost")
    [entry] = relation_of(child).line_map
    assert (entry["parent_line"], entry["role"]) == (line_of(order, "LAMP").pk, "replaces")
    assert refused(order, maja) == [child.number]


def test_by_its_sku_the_line_with_open_units_is_answered_first(maja: Actor) -> None:
    order = make_order(("SHELF", 1), ("BOARD", 1))
    board = order.lines.get(sku="BOARD", kit_line=None)
    asked = WishLine(sku="BOARD", price_basis="free")
    first, second = make_child(order, maja, asked), make_child(order, maja, asked)
    assert relation_of(first).line_map[0]["parent_line"] == board.pk
    inside = order.lines.get(sku="BOARD", kit_line__isnull=False)
    assert relation_of(second).line_map[0]["parent_line"] == inside.pk


def test_a_line_added_to_the_child_by_sku_answers_the_sold_one(order: Order, maja: Actor) -> None:
    child, other = make_child(order, maja), make_child(order, maja)
    edit(child, maja, add=DraftLine("LAMP", price_basis="free"))
    [entry] = relation_of(child).line_map
    assert (entry["parent_line"], entry["role"]) == (line_of(order, "LAMP").pk, "replaces")
    with pytest.raises(Conflict) as no:
        edit(other, maja, add=DraftLine("LAMP", price_basis="free"))
    assert no.value.details["orders"] == [child.number]
    edit(other, maja, add=DraftLine("LAMP"))  # a paid one is a sale


def test_a_kit_added_to_the_child_answers_what_is_in_it(maja: Actor) -> None:
    order = make_order(("SHELF", 1))
    child = make_child(order, maja)
    edit(child, maja, add=DraftLine("SHELF", price_basis="free"))
    answered = {entry["parent_line"] for entry in relation_of(child).line_map}
    assert answered == set(order.lines.values_list("pk", flat=True))


def test_without_a_recipe_the_settings_say_whether_the_guard_blocks(
    order: Order, maja: Actor
) -> None:
    free = again(order, "LAMP", basis="free")
    make_child(order, maja, free)
    with pytest.raises(Conflict) as no:
        make_child(order, maja, free)
    assert no.value.code == "guard_blocks"
    set_settings(plain_guard_blocks=False)
    assert make_child(order, maja, free)


def test_the_order_page_says_what_an_unlinked_order_replaced(order: Order, maja: Actor) -> None:
    child = replaced(order, maja)
    unlink(child, maja)
    [line] = order_page(order.number).lines
    assert (line.standing.replaced, line.standing.by) == (1, (child.number,))


def test_a_free_line_without_a_recipe_needs_what_the_settings_ask(
    order: Order, maja: Actor
) -> None:
    set_settings(plain_reason_for_free=True, plain_pin_above={"EUR": 4000})
    free = again(order, "LAMP", basis="free")
    with pytest.raises(Invalid) as unexplained:
        make_child(order, maja, free)
    assert (unexplained.value.code, unexplained.value.field) == ("reason_required", "reason")
    give_pin(maja)
    with pytest.raises(NotAllowed) as unproved:
        make_child(order, maja, free, reason="lost")
    assert unproved.value.code == "pin_required"
    assert make_child(order, maja)  # empty, it needs neither
    assert make_child(order, maja, free, reason="lost", pin=PIN)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"plain_reason_for_free": True}, "reason_required"),
        ({"plain_pin_above": {"EUR": 4000}}, "guard_blocks"),
    ],
)
def test_a_free_line_added_later_needs_no_less(
    order: Order, maja: Actor, settings: dict[str, int], code: str
) -> None:
    set_settings(**settings)
    child = make_child(order, maja)
    with pytest.raises(Conflict) as no:
        edit(child, maja, add=DraftLine("LAMP", price_basis="free"))
    assert no.value.code == code
    edit(child, maja, add=DraftLine("LAMP"))

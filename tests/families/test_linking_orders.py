"""Orders are linked, unlinked and moved, and every change is told on each order it touches."""

from typing import Any

import pytest

from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.move_order import move_order
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.models import Relation
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotAllowed, NotFound
from orderkin.orders.models import Order
from tests.families.relatives import (
    LATER,
    again,
    events,
    make_child,
    parent_of,
    root_of,
    told,
)
from tests.makers import make_actor, make_customer, make_order

pytestmark = pytest.mark.django_db


def link(actor: Actor, child: Order, parent: Order, **more: Any) -> Relation:
    words: dict[str, Any] = {"reason": "Same parcel", **more}
    return link_orders(actor=actor, number=child.number, parent=parent.number, at=LATER, **words)


def move(actor: Actor, child: Order, parent: Order) -> Relation:
    return move_order(
        actor=actor, number=child.number, parent=parent.number, reason="Wrong one", at=LATER
    )


def unlink(actor: Actor, child: Order) -> Order:
    return unlink_order(actor=actor, number=child.number, reason="A mistake", at=LATER)


def test_two_existing_orders_become_parent_and_child() -> None:
    maja, order, other = make_actor(), make_order(), make_order()
    relation = link(maja, other, order)
    assert parent_of(other) == root_of(other) == order
    assert (relation.kind.code, relation.origin) == ("linked", "linked")
    assert relation.actor_email == maja.email


def test_a_linked_order_brings_its_descendants_and_they_get_the_new_root() -> None:
    maja, order, other = make_actor(), make_order(), make_order()
    child = make_child(other, maja)
    grandchild = make_child(child, maja)
    link(maja, other, order)
    assert root_of(child) == root_of(grandchild) == order
    assert parent_of(grandchild) == child


def test_linking_below_a_child_takes_the_root_of_the_family() -> None:
    maja, order, other = make_actor(), make_order(), make_order()
    child = make_child(order, maja)
    link(maja, other, child)
    assert root_of(other) == order


def test_both_orders_tell_of_the_link_once() -> None:
    maja, order, other = make_actor(), make_order(), make_order()
    link(maja, other, order)
    for side in (order, other):
        [note] = told(side, "orders_linked")
        assert f"{other.number} linked to {order.number}" in note.text
        assert note.text.endswith("Same parcel")
    assert events(other)[-1] == "order.linked"
    assert events(order)[-1] == "order.child_linked"


def test_a_circle_is_refused_at_any_depth() -> None:
    maja, order = make_actor(), make_order()
    grandchild = make_child(make_child(order, maja), maja)
    for place in (order, grandchild):
        with pytest.raises(Conflict) as refused:
            link(maja, order, place)
        assert refused.value.code == "would_cycle"
    assert parent_of(order) is None


def test_an_order_has_one_parent() -> None:
    maja, order, other = make_actor(), make_order(), make_order()
    child = make_child(order, maja)
    with pytest.raises(Conflict) as refused:
        link(maja, child, other)
    assert refused.value.code == "has_parent"
    assert refused.value.details["parent"] == order.number


def test_orders_of_two_customers_need_a_sentence_that_is_kept() -> None:
    maja, order = make_actor(), make_order()
    gift = make_order(customer=make_customer("Ólafur Jónsson"))
    with pytest.raises(Conflict) as refused:
        link(maja, gift, order)
    assert (refused.value.code, refused.value.field) == ("other_customer", "exception")
    relation = link(maja, gift, order, exception="Sent to her brother")
    assert relation.override == {"exception": "Sent to her brother"}
    for side in (gift, order):
        assert side.notes.get(is_system=True).text.endswith(" · Sent to her brother")


def test_a_link_needs_a_reason_a_known_kind_and_the_right() -> None:
    maja, order, other = make_actor(), make_order(), make_order()
    with pytest.raises(Invalid):
        link(maja, other, order, reason="  ")
    with pytest.raises(NotFound) as refused:
        link(maja, other, order, kind="cousin")
    assert refused.value.code == "unknown_kind"
    with pytest.raises(NotAllowed):
        link(make_actor("Vera", role="viewer"), other, order)
    assert parent_of(other) is None


def test_an_unlinked_order_becomes_a_root_with_its_descendants() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja)
    grandchild = make_child(child, maja)
    unlink(maja, child)
    assert parent_of(child) is None
    assert root_of(grandchild) == child
    assert events(child)[-1] == "order.unlinked"
    assert events(order)[-1] == "order.child_unlinked"
    assert len(told(child, "order_unlinked")) == len(told(order, "order_unlinked")) == 1


def test_linked_again_to_the_same_parent_it_is_what_it_was() -> None:
    maja, order = make_actor(), make_order()
    lamps = again(order, "LAMP", 2)
    child = make_child(order, maja, lamps, recipe="replacement", reason="damaged")
    before = Relation.objects.get(child=child)
    unlink(maja, child)
    relation = link(maja, child, order)
    assert (relation.kind, relation.reason) == (before.kind, before.reason)
    assert relation.line_map == before.line_map
    with pytest.raises(Conflict) as refused:
        make_child(order, maja, lamps, recipe="replacement", reason="damaged")
    assert refused.value.code == "guard_blocks"


def test_a_moved_order_changes_family_with_all_that_descends_from_it() -> None:
    maja, order, other = make_actor(), make_order(), make_order()
    child = make_child(order, maja)
    grandchild = make_child(child, maja)
    place = make_child(other, maja)
    move(maja, child, place)
    assert parent_of(child) == place
    assert root_of(child) == root_of(grandchild) == other
    assert events(child)[-1] == "order.moved"
    assert events(order)[-1] == "order.child_moved_away"
    assert events(place)[-1] == "order.child_moved_here"
    for side in (child, order, place):
        assert len(told(side, "order_moved")) == 1


def test_moving_within_the_family_keeps_what_was_answered() -> None:
    maja, order = make_actor(), make_order()
    lamps = again(order, "LAMP", 2)
    sibling = make_child(order, maja)
    child = make_child(order, maja, lamps, recipe="replacement", reason="damaged")
    move(maja, child, sibling)
    with pytest.raises(Conflict) as refused:
        make_child(order, maja, lamps, recipe="replacement", reason="damaged")
    assert refused.value.code == "guard_blocks"


def test_an_order_moves_only_to_another_parent_outside_of_its_own_descendants() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja)
    grandchild = make_child(child, maja)
    for actor_moves, to, code in (
        (child, order, "already_there"),
        (child, grandchild, "would_cycle"),
        (order, child, "not_related"),
    ):
        with pytest.raises(Conflict) as refused:
            move(maja, actor_moves, to)
        assert refused.value.code == code
    assert root_of(grandchild) == order


def test_nothing_is_hung_below_an_order_that_was_undone() -> None:
    maja, order, other = make_actor(), make_order(), make_order()
    undone, child = make_child(order, maja), make_child(order, maja)
    undo_related_order(actor=maja, number=undone.number, at=LATER)
    for hang, below in ((link, other), (move, child)):
        with pytest.raises(Conflict) as refused:
            hang(maja, below, undone)
        assert refused.value.code == "parent_not_open"
    assert parent_of(other) is None
    assert parent_of(child) == order

"""Undo takes a related order back as long as nothing of it was shipped or paid."""

import pytest

from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.models import Relation
from orderkin.lib.errors import Conflict, NotAllowed, NotFound
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.ship_order import ship_order
from tests.families.relatives import LATER, again, committed, events, fresh, make_child, told
from tests.makers import make_actor, make_order

pytestmark = pytest.mark.django_db


def test_undo_voids_the_child_and_gives_its_stock_back() -> None:
    maja, order = make_actor(), make_order()
    before = committed("LAMP")
    child = make_child(order, maja, again(order, "LAMP", basis="free"))
    assert committed("LAMP") == before + 1
    undo_related_order(actor=maja, number=child.number, at=LATER)
    assert fresh(child).status == "void"
    assert committed("LAMP") == before
    assert Relation.objects.get(child=child).undone_at == LATER


def test_undo_keeps_both_notes_and_adds_one_to_each_that_says_so() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja)
    undo_related_order(actor=maja, number=child.number, at=LATER)
    for side in (order, child):
        assert len(told(side, "related_order_created")) == 1
        [note] = told(side, "related_order_undone")
        assert note.text == f"Related order {child.number} undone by {maja.email} on {when()}"


def when() -> str:
    return f"{LATER:%Y-%m-%d %H:%M} UTC"


def test_undo_is_one_event_on_each_side() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja)
    undo_related_order(actor=maja, number=child.number, at=LATER)
    assert events(child) == ["order.created_as_related", "order.undone"]
    assert events(order)[-2:] == ["order.child_created", "order.child_undone"]


def test_after_undo_the_units_may_be_replaced_again() -> None:
    maja, order = make_actor(), make_order()
    both = again(order, "LAMP", 2)
    child = make_child(order, maja, both, recipe="replacement", reason="damaged")
    with pytest.raises(Conflict) as refused:
        make_child(order, maja, both, recipe="replacement", reason="damaged")
    assert refused.value.code == "guard_blocks"
    undo_related_order(actor=maja, number=child.number, at=LATER)
    assert make_child(order, maja, both, recipe="replacement", reason="damaged").status


def test_undo_lists_everything_that_is_in_the_way() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja, again(order, "LAMP", 2, "today"))
    grandchild = make_child(child, maja)
    receive_payment(actor=maja, number=child.number, amount=100, method="card", at=LATER)
    units = {child.lines.get().pk: 1}
    ship_order(actor=maja, number=child.number, units=units, at=LATER)
    with pytest.raises(Conflict) as refused:
        undo_related_order(actor=maja, number=child.number, at=LATER)
    listed = refused.value.details["obstacles"]
    assert isinstance(listed, list)
    assert [one["code"] for one in listed] == ["shipped", "paid", "has_children"]
    assert listed[2]["orders"] == [grandchild.number]
    assert all(one["sentence"] for one in listed)
    assert fresh(child).status == "in_process"


def test_a_related_order_is_undone_once() -> None:
    maja = make_actor()
    child = make_child(make_order(), maja)
    undo_related_order(actor=maja, number=child.number, at=LATER)
    with pytest.raises(Conflict) as refused:
        undo_related_order(actor=maja, number=child.number, at=LATER)
    assert refused.value.code == "cannot_undo"
    assert len(told(child, "related_order_undone")) == 1


def test_only_related_orders_are_undone() -> None:
    maja, order = make_actor(), make_order()
    with pytest.raises(Conflict) as refused:
        undo_related_order(actor=maja, number=order.number, at=LATER)
    assert refused.value.code == "not_related"
    with pytest.raises(NotFound):
        undo_related_order(actor=maja, number="nobody's", at=LATER)


def test_a_viewer_may_not_undo() -> None:
    child = make_child(make_order(), make_actor())
    with pytest.raises(NotAllowed):
        undo_related_order(actor=make_actor("Vera", role="viewer"), number=child.number, at=LATER)
    assert fresh(child).status == "in_process"

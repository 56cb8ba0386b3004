"""Require Security PIN To Create Related Order: no way in without one, never silently open."""

from __future__ import annotations

import pytest

from orderkin.client.models import Employee, SecurityPin
from orderkin.families.models import Relation
from orderkin.lib.actor import Actor
from tests.doors import Ask, Door, Refused
from tests.makers import give_pin, make_actor, make_order, set_settings


@pytest.fixture(autouse=True)
def _pin_required(db: None) -> None:
    set_settings(require_pin_for_related_orders=True)


def test_without_a_pin_nothing_is_made(door: Door, maja: Actor) -> None:
    give_pin(maja)
    with pytest.raises(Refused, match="Security PIN"):
        door.create_related_order(make_order().number, Ask(notes="Kept."))
    assert not Relation.objects.exists()


def test_with_the_right_pin_it_is_made(door: Door, maja: Actor) -> None:
    parent, pin = make_order(), give_pin(maja)
    door.create_related_order(parent.number, Ask(pin=pin))
    assert Relation.objects.get().parent_id == parent.pk


def test_a_wrong_pin_tells_the_tries_left_and_makes_nothing(door: Door, maja: Actor) -> None:
    parent = make_order()
    give_pin(maja)
    with pytest.raises(Refused, match="4 tries left"):
        door.create_related_order(parent.number, Ask(pin="918273"))
    assert SecurityPin.objects.get().attempts == 1
    assert not Relation.objects.exists()


def test_the_fifth_wrong_try_locks_even_the_right_pin(door: Door, maja: Actor) -> None:
    parent, pin = make_order(), give_pin(maja)
    for _try in range(5):
        with pytest.raises(Refused):
            door.create_related_order(parent.number, Ask(pin="918273"))
    with pytest.raises(Refused, match="locked"):
        door.create_related_order(parent.number, Ask(pin=pin))
    assert not Relation.objects.exists()


def test_who_never_set_a_pin_is_told_who_decides(door: Door) -> None:
    with pytest.raises(Refused, match="Client Admin"):
        door.create_related_order(make_order().number, Ask(pin="480517"))
    assert not Relation.objects.exists()


def test_a_colleagues_pin_is_not_ones_own(door: Door, maja: Actor) -> None:
    give_pin(maja, "480517")
    colleague = make_actor("Jonas Berg")
    other = give_pin(colleague, "702946")
    with pytest.raises(Refused):
        door.create_related_order(make_order().number, Ask(pin=other))


def test_a_viewer_may_not_even_with_a_pin(door: Door, maja: Actor) -> None:
    pin = give_pin(maja)
    Employee.objects.filter(pk=maja.employee).update(role="viewer")
    with pytest.raises(Refused) as refused:
        door.create_related_order(make_order().number, Ask(pin=pin))
    assert refused.value.status == 403
    assert not Relation.objects.exists()


def test_linking_and_moving_by_hand_need_it_as_much_as_creating(door: Door, maja: Actor) -> None:
    order, other, third, pin = make_order(), make_order(), make_order(), give_pin(maja)
    with pytest.raises(Refused, match="Security PIN"):
        door.link(other.number, order.number)
    assert not Relation.objects.exists()
    door.link(other.number, order.number, pin)
    with pytest.raises(Refused, match="4 tries left"):
        door.move(other.number, third.number, "918273")
    assert Relation.objects.get().parent == order
    door.move(other.number, third.number, pin)
    assert Relation.objects.get().parent == third


def test_who_never_set_a_pin_links_nothing_either(door: Door) -> None:
    with pytest.raises(Refused, match="Client Admin"):
        door.link(make_order().number, make_order().number)
    assert not Relation.objects.exists()

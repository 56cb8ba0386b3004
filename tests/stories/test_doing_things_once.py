"""P2 for what is done to an order: one key does it once, through both doors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orderkin.activity.models import Event
from orderkin.notes.models import Note
from orderkin.orders.models import Deed, Order, Payment, Shipment
from tests.doors import Ask, Door, Refused
from tests.makers import make_order

Verb = Callable[[Door, Order, str], None]
VERBS: dict[str, Verb] = {
    "a payment": lambda door, order, key: door.pay(order.number, 1000, key),
    "a refund": lambda door, order, key: door.refund(order.number, 500, key),
    "a parcel": lambda door, order, key: door.ship(order.number, "DHL", "JD01", key),
    "a note": lambda door, order, key: door.note(order.number, "general", "Ring twice.", key),
}


def traces(order: Order) -> list[int]:
    """How much happened to the order."""
    events = Event.objects.filter(subject_kind="order", subject_id=order.pk)
    rows = (Payment.objects, Shipment.objects, Note.objects, events)
    return [found.count() for found in rows]


@pytest.fixture
def order(door: Door) -> Order:
    """An order that was paid for once already."""
    order = make_order(("LAMP", 2))
    door.pay(order.number, 3000)
    return order


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_what_is_sent_twice_is_done_once(door: Door, order: Order, verb: Verb) -> None:
    verb(door, order, "mine")
    once = traces(order)
    verb(door, order, "mine")
    assert traces(order) == once


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_one_key_stands_for_one_thing(door: Door, order: Order, verb: Verb) -> None:
    door.note(order.number, "general", "Something else.", "mine")
    before = traces(order)
    with pytest.raises(Refused) as no:
        verb(door, order, "mine")
    assert no.value.status in {409, 422}
    assert traces(order) == before


def test_a_refused_deed_leaves_its_key_free(door: Door, order: Order) -> None:
    with pytest.raises(Refused):
        door.pay(order.number, order.total * 2, "mine")
    door.pay(order.number, 1000, "mine")
    assert Payment.objects.filter(order=order).count() == 2
    assert Deed.objects.filter(key__endswith=":mine").count() == 1


def test_two_keys_do_it_twice(door: Door, order: Order) -> None:
    door.pay(order.number, 1000, "one")
    door.pay(order.number, 1000, "two")
    assert Payment.objects.filter(order=order).count() == 3


def test_the_key_of_a_related_order_does_nothing_else(door: Door, order: Order) -> None:
    door.create_related_order(order.number, Ask(key="mine"))
    with pytest.raises(Refused):
        door.note(order.number, "general", "Ring twice.", "mine")
    door.note(order.number, "general", "Ring twice.", "other")
    with pytest.raises(Refused):
        door.create_related_order(order.number, Ask(key="other", make_lookalike=True))

"""The floor: what must always work, through both doors."""

from __future__ import annotations

import pytest

from orderkin.families.models import Relation
from orderkin.families.queries import family_of, order_page
from orderkin.lib.actor import Actor
from orderkin.notes.models import Note
from orderkin.orders.models import Order
from orderkin.orders.statuses import LABELS
from tests.doors import Ask, Door, Refused
from tests.makers import make_order


def _line(order: Order, sku: str) -> int:
    return order.lines.filter(sku=sku).order_by("position").values_list("pk", flat=True)[0]


def test_creating_with_nothing_filled_in_is_allowed(door: Door) -> None:
    parent = make_order()
    child = door.create_related_order(parent.number, Ask())
    assert order_page(child).lines == ()
    assert family_of(child).root.number == parent.number


def test_the_new_order_takes_over_who_and_where(door: Door) -> None:
    parent = make_order()
    child = Order.objects.get(number=door.create_related_order(parent.number, Ask()))
    kept = ("customer_id", "billing_address", "shipping_address", "company_id", "channel_id")
    for name in (*kept, "currency", "customer_name", "customer_email", "customer_phone"):
        assert getattr(child, name) == getattr(parent, name), name
    assert child.number != parent.number
    assert child.channel_number == ""


def test_the_typed_note_stands_among_the_customer_service_notes(door: Door) -> None:
    child = door.create_related_order(make_order().number, Ask(notes="Åse keeps the lamp."))
    note = Note.objects.get(order__number=child, is_system=False)
    assert (note.kind, note.text) == ("customer_service", "Åse keeps the lamp.")
    assert "Åse keeps the lamp." in door.read(child)


def test_both_orders_say_who_created_the_related_order_and_when(door: Door, maja: Actor) -> None:
    parent = make_order()
    child = door.create_related_order(parent.number, Ask())
    sentence = f"Related order {child} created by {maja.email} on "
    for number in (parent.number, child):
        texts = Note.objects.filter(order__number=number, is_system=True)
        assert [text.startswith(sentence) for text in texts.values_list("text", flat=True)] == [
            True
        ]
        assert f"created by {maja.email} on" in door.read(number)


def test_parent_and_child_name_each_other(door: Door) -> None:
    parent = make_order()
    child = door.create_related_order(parent.number, Ask())
    assert child in door.read(parent.number)
    assert parent.number in door.read(child)
    family = family_of(parent.number)
    assert [member.number for member in family.children] == [child]
    assert family_of(child).parent == family.root


def test_a_grandchild_hangs_below_its_parent_under_the_same_root(door: Door) -> None:
    root = make_order()
    child = door.create_related_order(root.number, Ask())
    grandchild = door.create_related_order(child, Ask())
    depths = {member.number: member.depth for member in family_of(grandchild).members}
    assert depths == {root.number: 0, child: 1, grandchild: 2}
    assert Relation.objects.get(child__number=grandchild).root_id == root.pk


def test_chosen_lines_come_with_quantity_and_price_basis(door: Door) -> None:
    parent = make_order(("LAMP", 2), ("BULB", 3))
    lines = [(_line(parent, "LAMP"), 1, "free"), (_line(parent, "BULB"), 2, "today")]
    page = order_page(door.create_related_order(parent.number, Ask(lines=lines)))
    assert [(x.sku, x.quantity, x.price_basis) for x in page.lines] == [
        ("LAMP", 1, "free"),
        ("BULB", 2, "today"),
    ]
    assert page.order.given_free == 4900
    assert page.order.total == 2 * 590 + 295  # 25 % tax on what is paid


def test_a_free_line_keeps_its_list_price_and_ships(door: Door) -> None:
    parent = make_order(("LAMP", 1))
    ask = Ask(lines=[(_line(parent, "LAMP"), 1, "free")])
    child = door.create_related_order(parent.number, ask)
    door.ship(child, "PostNord", "PN-4711")
    page = order_page(child)
    assert (page.lines[0].list_price, page.lines[0].unit_price) == (4900, 0)
    assert (page.order.payment_status, page.order.shipping_status) == ("charged", "fully_shipped")
    assert page.order.status == "completed"


def test_a_line_can_be_added_to_the_new_order_at_once(door: Door) -> None:
    child = door.create_related_order(make_order().number, Ask())
    door.add_line(child, "BULB", 2, "today")
    assert [(x.sku, x.quantity, x.total) for x in order_page(child).lines] == [("BULB", 2, 1180)]


def test_the_same_intent_sent_twice_is_one_order(door: Door) -> None:
    parent, ask = make_order(), Ask(notes="Once.", key="intent-1")
    first = door.create_related_order(parent.number, ask)
    assert door.create_related_order(parent.number, ask) == first
    assert Relation.objects.filter(parent=parent).count() == 1


def test_sending_again_leaves_no_gap_in_the_numbers(door: Door) -> None:
    parent, ask = make_order(), Ask(notes="Once")
    first = door.create_related_order(parent.number, ask)
    assert [door.create_related_order(parent.number, ask) for _ in range(5)] == [first] * 5
    other = door.create_related_order(parent.number, Ask(notes="Other", make_lookalike=True))
    assert int(other) == int(first) + 1


def test_the_same_key_for_something_else_is_refused(door: Door) -> None:
    parent = make_order()
    door.create_related_order(parent.number, Ask(notes="One thing.", key="intent-2"))
    with pytest.raises(Refused, match="key"):
        door.create_related_order(parent.number, Ask(notes="Another.", key="intent-2"))
    assert Relation.objects.filter(parent=parent).count() == 1


def test_a_look_alike_is_shown_first(door: Door) -> None:
    parent = make_order(("LAMP", 2))
    lines = [(_line(parent, "LAMP"), 1, "today")]
    first = door.create_related_order(parent.number, Ask(lines=lines))
    with pytest.raises(Refused, match=first):
        door.create_related_order(parent.number, Ask(lines=lines))
    second = door.create_related_order(parent.number, Ask(lines=lines, make_lookalike=True))
    assert second != first


@pytest.mark.parametrize("status", ["void", "quote"])
def test_an_order_in_void_or_only_quoted_has_no_related_orders(door: Door, status: str) -> None:
    parent = make_order()
    Order.objects.filter(pk=parent.pk).update(status=status)
    with pytest.raises(Refused, match=LABELS[status]):
        door.create_related_order(parent.number, Ask())
    assert not Relation.objects.exists()


def test_an_unknown_order_is_not_found(door: Door) -> None:
    with pytest.raises(Refused) as refused:
        door.create_related_order("999999", Ask())
    assert refused.value.status == 404


def test_any_number_of_a_family_finds_the_family(door: Door) -> None:
    parent = make_order()
    child = door.create_related_order(parent.number, Ask())
    assert parent.number in door.find(child)
    assert child in door.find(parent.number)

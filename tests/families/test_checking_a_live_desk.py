"""`orderkin fsck` finds whatever is not as it must be, and repairs what follows from the rest."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from orderkin.activity.models import Event
from orderkin.cli.fsck import SENTENCES, fsck
from orderkin.client.actors import SYSTEM
from orderkin.families.actions.repair_order import repair_order
from orderkin.families.checking import find_faults
from orderkin.families.models import Relation
from orderkin.lib.errors import NotAllowed, NotFound
from orderkin.notes.models import Note
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.models import Order, OrderLine, Payment
from orderkin.products.models import Stock
from tests.families.relatives import LATER, again, events, line_of, make_child, root_of
from tests.makers import make_actor, make_order

pytestmark = pytest.mark.django_db


def family() -> tuple[Order, Order, Order]:
    """An order, a related order with a free kit and a lamp, and one below that; one parcel out."""
    maja, order = make_actor(), make_order()
    wanted = (again(order, "LAMP"), again(order, "SHELF", basis="free"))
    child = make_child(order, maja, *wanted)
    grandchild = make_child(child, maja, again(child, "BOARD", basis="free"))
    ship_order(actor=maja, number=order.number, at=LATER)
    return order, child, grandchild


def codes(page: int = 500) -> list[str]:
    return [fault.code for fault in find_faults(page=page)]


def test_what_actions_made_is_sound() -> None:
    family()
    assert codes() == []


def order_like(**values: object) -> Callable[[Order], object]:
    return lambda child: Order.objects.filter(pk=child.pk).update(**values)


def line_like(sku: str, **values: object) -> Callable[[Order], object]:
    return lambda child: OrderLine.objects.filter(order=child, sku=sku).update(**values)


def another_root(child: Order) -> None:
    Relation.objects.filter(child=child).update(root=make_order())


def a_circle(child: Order) -> None:
    below = Relation.objects.get(parent=child).child
    Relation.objects.filter(child=child).update(parent=below)


def no_note(child: Order) -> None:
    Note.objects.filter(order=child, facts__sentence="related_order_created").delete()


def no_event(child: Order) -> None:
    parent = Relation.objects.get(child=child).parent
    Event.objects.filter(subject_id=parent.pk, kind="order.child_created").delete()


def a_line_map_to_nowhere(child: Order) -> None:
    entry = {"child_line": 0, "parent_line": 10**9, "quantity": 1, "role": "replaces"}
    Relation.objects.filter(child=child).update(line_map=[entry])


def an_unbooked_payment(child: Order) -> None:
    Payment.objects.create(order=child, kind="payment", amount=5, at=LATER)


def too_much_promised(child: Order) -> None:
    Stock.objects.filter(product__sku="LAMP").update(committed=77)


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (another_root, {"wrong_root"}),
        (a_circle, {"cycle", "missing_note", "missing_event"}),
        (no_note, {"missing_note"}),
        (no_event, {"missing_event"}),
        (a_line_map_to_nowhere, {"lost_line"}),
        (order_like(total=1), {"wrong_sums"}),
        (order_like(given_free=1), {"wrong_sums"}),
        (an_unbooked_payment, {"wrong_money"}),
        (order_like(payment_status="refunded"), {"wrong_status"}),
        (order_like(shipping_status="fully_shipped"), {"wrong_status"}),
        (order_like(status="on_hold"), {"wrong_hold"}),
        (line_like("LAMP", total=1), {"wrong_line_total"}),
        (line_like("LAMP", shipped=1), {"wrong_shipped", "wrong_status", "wrong_stock"}),
        (line_like("BAG", share=99), {"kit_shares"}),
        (too_much_promised, {"wrong_stock"}),
    ],
)
def test_each_planted_fault_is_found(plant: Callable[[Order], object], found: set[str]) -> None:
    _order, child, _grandchild = family()
    plant(child)
    assert set(codes()) == found


def test_every_fault_has_a_sentence() -> None:
    told = set(SENTENCES) - {"two_parents"}
    planted = {"wrong_root", "cycle", "missing_note", "missing_event", "lost_line", "wrong_sums"}
    planted |= {"wrong_status", "wrong_money", "wrong_hold", "wrong_line_total", "wrong_shipped"}
    assert told == planted | {"kit_shares", "wrong_stock"}


def test_small_pages_find_the_same() -> None:
    _order, child, _grandchild = family()
    another_root(child)
    no_note(child)
    assert sorted(codes(page=1)) == sorted(codes(page=500))


def test_repair_gives_root_and_sums_back_and_says_so() -> None:
    order, child, _grandchild = family()
    another_root(child)
    order_like(total=1, paid=9)(child)
    repair_order(actor=SYSTEM, number=child.number, at=LATER)
    assert codes() == []
    assert root_of(child) == order
    assert events(child)[-1] == "order.repaired"


def test_repair_leaves_a_circle_to_a_person() -> None:
    _order, child, _grandchild = family()
    a_circle(child)
    before = Relation.objects.get(child=child).parent_id
    repair_order(actor=SYSTEM, number=child.number, at=LATER)
    assert Relation.objects.get(child=child).parent_id == before
    assert "cycle" in codes()


def test_repair_needs_an_order_and_a_client_admin() -> None:
    with pytest.raises(NotFound):
        repair_order(actor=SYSTEM, number="nobody's", at=LATER)
    with pytest.raises(NotAllowed):
        repair_order(actor=make_actor(), number=make_order().number, at=LATER)


def test_the_command_says_that_all_is_sound() -> None:
    family()
    answer = CliRunner().invoke(fsck, [])
    assert answer.exit_code == 0
    assert answer.output.endswith("everything is sound.\n")


def test_the_command_names_the_order_and_fails() -> None:
    _order, child, _grandchild = family()
    order_like(given_free=1)(child)
    answer = CliRunner().invoke(fsck, ["--json"])
    fault, sums = map(json.loads, answer.output.splitlines())
    assert answer.exit_code == 1
    assert (fault["about"], fault["field"], fault["stored"]) == (child.number, "given_free", "1")
    assert child.number in fault["sentence"]
    assert sums == {**sums, "faults": 1, "repaired": 0}


def test_the_command_repairs_when_told_to() -> None:
    _order, child, _grandchild = family()
    another_root(child)
    order_like(given_free=1)(child)
    answer = CliRunner().invoke(fsck, ["--repair", "--page", "1"])
    assert answer.exit_code == 0
    assert "0 wrong" in answer.output
    assert codes() == []


def test_a_line_that_vanished_is_missed_by_what_answers_it() -> None:
    _order, child, grandchild = family()
    board = line_of(child, "BOARD")
    assert Relation.objects.get(child=grandchild).line_map[0]["parent_line"] == board.pk
    board.delete()
    assert {"lost_line", "wrong_stock"} == set(codes())

"""Two people who change families at the same moment leave sound families."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, connection

from orderkin.families import answering, linking, reading, taking
from orderkin.families.actions import link_orders as linking_action
from orderkin.families.actions import move_order as moving_action
from orderkin.families.actions import unlink_order as unlinking_action
from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.move_order import move_order
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.models import Recipe, Relation
from orderkin.families.taking import Taken
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.models import Order, OrderQuerySet
from tests.families.at_once import at_once, stored_faults
from tests.families.relatives import LATER, again, fresh, make_child, parent_of
from tests.makers import make_actor, make_order

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def link(actor: Actor, child: Order, parent: Order) -> Callable[[], Relation]:
    return lambda: link_orders(
        actor=actor, number=child.number, parent=parent.number, reason="One case", at=LATER
    )


def move(actor: Actor, child: Order, parent: Order) -> Callable[[], Relation]:
    return lambda: move_order(
        actor=actor, number=child.number, parent=parent.number, reason="One case", at=LATER
    )


@pytest.fixture
def both_have_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody locks before both have read: the worst moment. SQLite lets only one in at a time."""
    meet = threading.Barrier(2)
    take_all = OrderQuerySet.take_all

    def wait_and_take(self: OrderQuerySet, ids: list[int]) -> list[Order]:
        with suppress(threading.BrokenBarrierError):
            meet.wait(0.5)
        return take_all(self, ids)

    monkeypatch.setattr(OrderQuerySet, "take_all", wait_and_take)


def crossed_links() -> list[Any]:
    maja, noor = make_actor(), make_actor("Noor Haddad")
    one, other = make_order(), make_order()
    return at_once(link(maja, one, other), link(noor, other, one))


def crossed_moves() -> list[Any]:
    maja, noor = make_actor(), make_actor("Noor Haddad")
    one, other = make_child(make_order(), maja), make_child(make_order(), noor)
    below, under = make_child(one, maja), make_child(other, noor)
    return at_once(move(maja, one, under), move(noor, other, below))


@pytest.mark.parametrize("crossing", [crossed_links, crossed_moves])
def test_crossing_changes_leave_one_tree(
    crossing: Callable[[], list[Any]], both_have_read: None
) -> None:
    outcomes = crossing()
    made = [one for one in outcomes if isinstance(one, Relation)]
    refused = [one for one in outcomes if isinstance(one, Conflict)]
    assert (len(made), len(refused)) == (1, 1), outcomes
    assert refused[0].code in {"would_cycle", "family_changed", "has_parent"}
    assert stored_faults() == []


@pytest.mark.parametrize("crossing", [crossed_links, crossed_moves])
def test_a_check_made_before_the_lock_would_leave_a_circle(
    crossing: Callable[[], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted wrong version: it locks, but decides by what it read before."""
    read_before_the_lock(monkeypatch)
    outcomes = crossing()
    # Where both count the same event, the number's constraint is a second net below the lock.
    caught = any(isinstance(one, IntegrityError) for one in outcomes)
    assert caught or "cycle" in {code for _child, code in stored_faults()}


def read_before_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    meet = threading.Barrier(2)
    stale: dict[tuple[str, ...], Taken] = {}
    for module in (linking_action, moving_action):
        for verb in ("link_orders", "move_order"):
            if hasattr(module, verb):
                monkeypatch.setattr(module, "take_families", lambda *numbers: stale[numbers])

    def read_then(action: Callable[..., Relation]) -> Callable[..., Relation]:
        def act(**asked: Any) -> Relation:
            numbers = (asked["number"], asked["parent"])
            stale[numbers] = without_lock(*numbers)
            meet.wait(10)
            return action(**asked)

        return act

    here = globals()
    monkeypatch.setitem(here, "link_orders", read_then(link_orders))
    monkeypatch.setitem(here, "move_order", read_then(move_order))


def without_lock(*numbers: str) -> Taken:
    orders = {order.number: order for order in Order.objects.filter(number__in=numbers)}
    ids = {order.pk for order in orders.values()}
    rows = {o.pk: o for o in Order.objects.filter(pk__in=ids | taking._above(ids))}
    roots = taking.roots_of(rows)
    return Taken(orders, rows, roots, taking.links_within(set(roots.values())))


def create_while_linked(monkeypatch: pytest.MonkeyPatch) -> tuple[Order, Order, list[Any]]:
    """A child is created below an order while that order is being linked elsewhere."""
    maja, noor = make_actor(), make_actor("Noor Haddad")
    order, other = make_order(), make_order()
    follow_root = linking.follow_root

    def slowly(taken: Taken, moved: Order, root: int) -> None:
        time.sleep(0.6)
        follow_root(taken, moved, root)

    def create() -> Order:
        time.sleep(0.2)
        return make_child(order, noor)

    monkeypatch.setattr(linking, "follow_root", slowly)
    return order, other, at_once(link(maja, order, other), create)


def test_a_child_created_while_its_parent_is_linked_has_the_true_root(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order, other, (linked, created) = create_while_linked(monkeypatch)
    assert isinstance(linked, Relation)
    assert parent_of(order) == other
    assert isinstance(created, Order) or created.code == "family_changed"
    assert stored_faults() == []


def test_without_the_second_look_such_a_child_would_have_the_wrong_root(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The planted wrong version; SQLite is saved by letting one writer in at a time."""
    blind = reading._MEMBERS.replace("OR r.child_id = %s", "AND r.child_id <> %s")
    monkeypatch.setattr(reading, "_MEMBERS", blind)
    _order, _other, (_linked, created) = create_while_linked(monkeypatch)
    wrong = [(created.pk, "wrong_root")] if connection.vendor == "postgresql" else []
    assert stored_faults() == wrong


def test_parent_and_child_canceled_at_once_end_in_order() -> None:
    maja, noor, order = make_actor(), make_actor("Noor Haddad"), make_order()
    recipe = Recipe.objects.get(code="reship")
    recipe.rules = {**recipe.rules, "child_canceled": "hold_parent"}
    recipe.save()
    child = make_child(order, maja, recipe="reship", reason="lost")
    outcomes = at_once(
        lambda: cancel_order(actor=maja, number=order.number, reason="Refused", at=LATER),
        lambda: cancel_order(actor=noor, number=child.number, reason="Refused", at=LATER),
    )
    refusals = [one for one in outcomes if not isinstance(one, Order)]
    assert all(isinstance(one, Conflict) for one in refusals), outcomes
    assert len(refusals) < 2
    assert {fresh(order).status, fresh(child).status} <= {"canceled", "on_hold"}


def unlinked_while_replaced(
    monkeypatch: pytest.MonkeyPatch, leave: Callable[..., None] = answering.leave
) -> Any:
    """Maja unlinks the replacement; Noor, who waits for the family, replaces the unit again."""
    maja, noor, order = make_actor(), make_actor("Noor Haddad"), make_order(("LAMP", 1))
    lamp = again(order, "LAMP")
    child = make_child(order, maja, lamp, recipe="replacement", reason="lost")
    holds = threading.Event()

    def slowly(relation: Relation, at: Any) -> None:
        leave(relation, at)
        holds.set()
        time.sleep(0.3)

    def replace() -> Order:
        holds.wait(5)
        return make_child(order, noor, lamp, recipe="replacement", reason="lost")

    monkeypatch.setattr(unlinking_action, "leave", slowly)
    return at_once(
        lambda: unlink_order(actor=maja, number=child.number, reason="Oops", at=LATER), replace
    )[1]


def test_a_unit_is_not_replaced_again_while_its_order_is_unlinked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refused = unlinked_while_replaced(monkeypatch)
    assert isinstance(refused, Conflict)
    assert refused.code == "guard_blocks"


def test_the_check_sees_a_link_that_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten = unlinked_while_replaced(monkeypatch, lambda _relation, _at: None)
    assert isinstance(forgotten, Order)

"""A machine that does anything to the orders of one customer and looks at all of them after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from orderkin.activity.models import Event
from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.move_order import move_order
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.checking import find_faults
from orderkin.families.ledger import CHARGED
from orderkin.families.models import Relation
from orderkin.families.reading_ledger import family_ledger
from orderkin.families.wishes import Kept
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Refusal
from orderkin.notes.models import Note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.actions.release_hold import release_hold
from orderkin.orders.actions.return_units import return_units
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.models import Order, OrderLine
from tests.families.relatives import again, fresh, line_of, make_child
from tests.makers import AT, make_order

MOST = 9
PLACE = st.integers(0, 99)
WHO = st.sampled_from([0, 1])
UNITS = st.integers(1, 2)
AMOUNT = st.sampled_from([1, 500])
RECIPES = st.sampled_from(
    [
        *("", "replacement", "reship", "parts", "upgrade", "goodwill"),
        *("wrong_item_kept", "add_on", "bundle_component"),
    ]
)
SKUS = st.sampled_from(["", "LAMP", "SHELF", "BOARD"])


class FamiliesAndMoney(RuleBasedStateMachine):
    """The orders of one customer; `parents` is what the families must look like, kept apart."""

    people: tuple[Actor, Actor]
    done: Counter[str] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.rolled_back = transaction.atomic()
        # As a test case does: durable actions may run inside, and everything is undone after.
        self.rolled_back._from_testcase = True  # type: ignore[attr-defined]
        self.rolled_back.__enter__()
        self.at: datetime = AT
        self.parents: dict[int, int] = {}
        self.orders = [make_order(), make_order(("SHELF", 2), ("LAMP", 1))]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rolled_back.__exit__(None, None, None)

    def attempt(self, deed: Callable[..., Any], who: int, **asked: Any) -> Any | None:
        """Do it, later than everything before; None when it was refused."""
        self.at += timedelta(minutes=1)
        try:
            answer = deed(actor=self.people[who], at=self.at, **asked)
        except Refusal:
            return None
        self.done[deed.__name__] += 1
        return answer

    def pick(self, place: int, fits: Callable[[Order], bool] = lambda order: True) -> Order:
        """Most often an order that fits, so that things happen; at times any, to be refused."""
        now = [fresh(order) for order in self.orders]
        fitting = [order for order in now if fits(order)] if place % 5 else []
        return (fitting or now)[place // 5 % len(fitting or now)]

    def has_parent(self, order: Order) -> bool:
        return order.pk in self.parents

    def parent(self, order: Order) -> list[Order]:
        return list(Order.objects.filter(pk=self.parents.get(order.pk, 0)))

    @precondition(lambda self: len(self.orders) < MOST)
    @rule(place=PLACE, who=WHO, recipe=RECIPES, sku=SKUS, units=UNITS)
    def create(self, place: int, who: int, recipe: str, sku: str, units: int) -> None:
        parent = self.pick(place)
        there = parent.lines.filter(sku=sku).exists()
        lines = [again(parent, sku, units)] if there else []
        wrong = there and recipe == "wrong_item_kept"
        kept = [Kept(line_of(parent, sku).pk, "BULB", units)] if wrong else []
        before = told([parent])

        def create_related_order(actor: Actor, at: datetime) -> Order:
            return make_child(
                parent, actor, *lines, recipe=recipe, reason="damaged", kept=kept, at=at
            )

        child = self.attempt(create_related_order, who)
        if child is not None:
            self.orders.append(child)
            self.parents[child.pk] = parent.pk
            assert told([parent]) - before == Counter([("note", parent.pk), ("event", parent.pk)])

    @rule(place=PLACE, to=PLACE, who=WHO)
    def link(self, place: int, to: int, who: int) -> None:
        child, parent = self.pick(place, lambda o: not self.has_parent(o)), self.pick(to)
        asked = {"number": child.number, "parent": parent.number, "reason": "One case"}
        if self.change_family(link_orders, who, [child, parent], **asked):
            self.parents[child.pk] = parent.pk

    @rule(place=PLACE, who=WHO)
    def unlink(self, place: int, who: int) -> None:
        child = self.pick(place, self.has_parent)
        touched = [child, *self.parent(child)]
        if self.change_family(unlink_order, who, touched, number=child.number, reason="Wrong"):
            del self.parents[child.pk]

    @rule(place=PLACE, to=PLACE, who=WHO)
    def move(self, place: int, to: int, who: int) -> None:
        child = self.pick(place, self.has_parent)
        parent = self.pick(to, lambda o: o.pk not in (child.pk, self.parents.get(child.pk)))
        asked = {"number": child.number, "parent": parent.number, "reason": "Wrong one"}
        if self.change_family(move_order, who, [child, parent, *self.parent(child)], **asked):
            self.parents[child.pk] = parent.pk

    @rule(place=PLACE, who=WHO)
    def undo(self, place: int, who: int) -> None:
        child = self.pick(place, lambda o: self.has_parent(o) and o.status == "in_process")
        touched = [child, *self.parent(child)]
        if self.change_family(undo_related_order, who, touched, number=child.number):
            assert fresh(child).status == "void"

    def change_family(
        self, verb: Callable[..., Any], who: int, touched: list[Order], **asked: Any
    ) -> bool:
        """One note and one event on each order it touches; nothing at all when refused."""
        before = told(touched)
        done = self.attempt(verb, who, **asked) is not None
        each = [(what, order.pk) for what in ("note", "event") for order in set(touched)]
        assert told(touched) - before == (Counter(each) if done else Counter())
        return done

    @precondition(lambda self: len(self.orders) > 3)
    @rule(place=PLACE, who=WHO)
    def cancel(self, place: int, who: int) -> None:
        order = self.pick(place, lambda o: o.allows("cancel_order"))
        self.attempt(cancel_order, who, number=order.number, reason="Changed her mind")

    @rule(place=PLACE, who=WHO, release=st.booleans())
    def hold(self, place: int, who: int, release: bool) -> None:
        verb = "release_hold" if release else "hold_order"
        number = self.pick(place, lambda o: o.allows(verb)).number
        if release:
            self.attempt(release_hold, who, number=number)
        else:
            self.attempt(hold_order, who, number=number, reason="Address unclear")

    @rule(place=PLACE, who=WHO, amount=st.none() | AMOUNT)
    def pay(self, place: int, who: int, amount: int | None) -> None:
        order = self.pick(place, lambda o: o.balance > 0 and o.allows("receive_payment"))
        amount = order.balance if amount is None else amount
        self.attempt(receive_payment, who, number=order.number, amount=amount, method="card")

    @rule(place=PLACE, who=WHO, amount=AMOUNT, sku=SKUS)
    def refund(self, place: int, who: int, amount: int, sku: str) -> None:
        order = self.pick(place, lambda o: o.paid > o.refunded)
        self.attempt(
            refund_order, who, number=order.number, amount=amount, units=one_of(order, sku)
        )

    @rule(place=PLACE, who=WHO, sku=SKUS)
    def ship(self, place: int, who: int, sku: str) -> None:
        order = self.pick(place, lambda o: o.allows("ship_order"))
        units = one_of(order, sku) or None
        self.attempt(ship_order, who, number=order.number, units=units)

    @rule(place=PLACE, who=WHO, sku=SKUS)
    def take_back(self, place: int, who: int, sku: str) -> None:
        order = self.pick(place, lambda o: o.shipping_status != "unshipped")
        units = one_of(order, sku)
        self.attempt(return_units, who, number=order.number, units=units, restock=True)

    @rule(place=PLACE, who=WHO, quantity=st.integers(0, 3))
    def edit(self, place: int, who: int, quantity: int) -> None:
        order = self.pick(place, lambda o: o.allows("edit_order"))
        first = order.lines.filter(kit_line=None).order_by("position").first()
        edit = OrderEdit(quantities={first.pk: quantity} if first else {})
        self.attempt(edit_order, who, number=order.number, edit=edit)

    @invariant()
    def nothing_is_wrong(self) -> None:
        assert list(find_faults()) == []

    @invariant()
    def families_are_as_they_were_made(self) -> None:
        stored = Relation.objects.order_by("pk").values_list("child_id", "parent_id", "root_id")
        assert {child: parent for child, parent, _root in stored} == self.parents
        assert {child: root for child, _parent, root in stored} == {
            child: self.top(child) for child in self.parents
        }

    @invariant()
    def no_more_is_kept_than_was_sold(self) -> None:
        kept: Counter[int] = Counter()
        for relation in Relation.objects.exclude(child__status__in=["canceled", "void"]):
            for unit in relation.kept_units:
                kept[unit["parent_line"]] += unit["quantity"]
        for line in OrderLine.objects.filter(pk__in=kept).order_by("pk"):
            assert kept[line.pk] <= line.quantity

    @invariant()
    def ledgers_are_the_sums_of_their_members(self) -> None:
        families: dict[int, list[Order]] = {}
        for order in Order.objects.order_by("pk"):
            families.setdefault(self.top(order.pk), []).append(order)
        for members in families.values():
            ledger = family_ledger(members[-1].number)
            [total] = ledger.totals
            assert total.charged == sum(o.total for o in members if o.status in CHARGED)
            assert total.given_free == sum(o.given_free for o in members if o.status in CHARGED)
            assert total.paid - total.refunded == sum(o.paid - o.refunded for o in members)
            assert len(ledger.orders) == len(members)

    def top(self, order: int) -> int:
        seen = {order}
        while order in self.parents:
            order = self.parents[order]
            assert order not in seen
            seen.add(order)
        return order


def one_of(order: Order, sku: str) -> dict[int, int]:
    """One unit of the order's line of this SKU, if it has one."""
    return dict.fromkeys(order.lines.filter(sku=sku).values_list("pk", flat=True), 1)


def told(orders: list[Order]) -> Counter[tuple[str, int]]:
    """How many system notes and events each order has."""
    ids = [order.pk for order in orders]
    notes = Note.objects.filter(order_id__in=ids, is_system=True).order_by("pk")
    events = Event.objects.filter(subject_kind="order", subject_id__in=ids).order_by("pk")
    counts = Counter(("note", pk) for pk in notes.values_list("order_id", flat=True))
    counts.update(("event", pk) for pk in events.values_list("subject_id", flat=True))
    return counts

"""Look-alike, guard, caps and PIN: shown to a person, decided by one, and recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from orderkin.families.actions.create_related_order import Approval
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.models import Recipe
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, NotAllowed
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import DraftLine
from orderkin.orders.models import Order
from tests.families.relatives import LATER, again, make_child, relation_of, told
from tests.makers import PIN, give_pin, make_actor, make_order, set_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Actor:
    return make_actor("Noor Haddad", role="client_admin")


@pytest.fixture
def order() -> Order:
    return make_order()


def rule(code: str, **rules: object) -> None:
    recipe = Recipe.objects.get(code=code)
    recipe.rules = {**recipe.rules, **rules}
    recipe.save()


def test_a_look_alike_is_shown_with_who_and_when(maja: Actor, order: Order) -> None:
    first = make_child(order, maja, again(order, "LAMP"))
    soon = LATER + timedelta(minutes=3)
    with pytest.raises(Conflict) as refused:
        make_child(order, maja, again(order, "LAMP"), at=soon, lookalike=False)
    assert refused.value.code == "lookalike"
    assert refused.value.details == {"number": first.number, "minutes": 3, "email": maja.email}


def test_other_lines_or_another_time_are_no_look_alike(maja: Actor, order: Order) -> None:
    make_child(order, maja, again(order, "LAMP"))
    later = LATER + timedelta(minutes=10)
    assert make_child(order, maja, again(order, "LAMP", 2), lookalike=False)
    assert make_child(order, maja, again(order, "LAMP"), at=later, lookalike=False)


def test_an_undone_order_is_no_look_alike(maja: Actor, order: Order) -> None:
    first = make_child(order, maja, again(order, "LAMP"))
    undo_related_order(actor=maja, number=first.number, at=LATER)
    assert make_child(order, maja, again(order, "LAMP"), lookalike=False)


def test_the_time_of_look_alikes_is_a_setting(maja: Actor, order: Order) -> None:
    make_child(order, maja)
    set_settings(lookalike_minutes=0)
    assert make_child(order, maja, lookalike=False).status == "in_process"


def test_only_who_may_override_goes_past_the_guard_and_says_why(
    maja: Actor, boss: Actor, order: Order
) -> None:
    lamps = again(order, "LAMP", 3)

    def replace_all(actor: Actor, override: str = "") -> Order:
        return make_child(
            order, actor, lamps, recipe="replacement", reason="damaged", override=override
        )

    with pytest.raises(Conflict):
        replace_all(boss)
    with pytest.raises(NotAllowed) as refused:
        replace_all(maja, "She is a friend")
    assert refused.value.details["right"] == "override_guard"
    child = replace_all(boss, "The carrier lost the third too")
    assert relation_of(child).override["why"] == "The carrier lost the third too"
    assert relation_of(child).override["codes"] == ["more_than_sold"]
    assert len(told(child, "guard_overridden")) == 1


def test_a_sentence_without_anything_to_override_overrides_nothing(
    maja: Actor, order: Order
) -> None:
    child = make_child(order, maja, again(order, "LAMP"), override="Just in case")
    assert relation_of(child).override == {}
    assert told(child, "guard_overridden") == []


def test_a_warning_does_not_stop_anybody(maja: Actor, order: Order) -> None:
    rule("replacement", guard="warn")
    lamps = again(order, "LAMP", 3)
    child = make_child(order, maja, lamps, recipe="replacement", reason="damaged")
    assert child.given_free == 3 * 4900


@pytest.mark.parametrize(
    ("rules", "units", "reason", "asked"),
    [
        ({"pin": "never"}, 2, "lost", False),
        ({"pin": "always"}, 1, "lost", True),
        ({"pin": "above", "pin_above": {"EUR": 4900}}, 1, "lost", False),
        ({"pin": "above", "pin_above": {"EUR": 4900}}, 2, "lost", True),
        ({"pin": "reasons", "pin_reasons": ["lost"]}, 1, "lost", True),
        ({"pin": "reasons", "pin_reasons": ["lost"]}, 1, "damaged", False),
    ],
)
def test_a_recipe_decides_when_a_pin_is_asked(
    maja: Actor,
    order: Order,
    rules: Mapping[str, object],
    units: int,
    reason: str,
    asked: bool,
) -> None:
    rule("reship", **rules)
    give_pin(maja)
    lamps = again(order, "LAMP", units)
    if asked:
        with pytest.raises(NotAllowed) as refused:
            make_child(order, maja, lamps, recipe="reship", reason=reason)
        assert refused.value.code == "pin_required"
    child = make_child(order, maja, lamps, recipe="reship", reason=reason, pin=PIN if asked else "")
    assert child.status == "in_process"


def test_above_a_cap_a_second_person_approves_and_is_named(
    maja: Actor, boss: Actor, order: Order
) -> None:
    set_settings(customer_cap_orders=1, customer_cap_needs_approval=True)
    give_pin(maja)
    give_pin(boss, "905263")
    make_child(order, maja, again(order, "LAMP", basis="free"))
    with pytest.raises(NotAllowed) as refused:
        make_child(order, maja, again(order, "LAMP", basis="free"))
    assert refused.value.code == "approval_required"
    approval = Approval(boss, "905263")
    child = make_child(order, maja, again(order, "LAMP", basis="free"), approval=approval)
    assert relation_of(child).actor_email == maja.email
    assert relation_of(child).approver_email == boss.email


@pytest.mark.parametrize(
    "cap", [{"customer_cap_orders": 1}, {"customer_cap_value": {"EUR": 9000}}], ids=str
)
def test_an_edit_gives_no_more_than_would_have_been_approved(
    maja: Actor, boss: Actor, order: Order, cap: Mapping[str, Any]
) -> None:
    set_settings(**cap, customer_cap_needs_approval=True)
    make_child(order, maja, again(order, "LAMP", basis="free"))
    empty, other = make_child(order, maja), make_child(make_order(), maja)
    gift = OrderEdit(add=(DraftLine("BULB", 10, price_basis="free"),))
    for child in (empty, other):
        with pytest.raises(NotAllowed) as refused:
            edit_order(actor=maja, number=child.number, edit=gift, at=LATER)
        assert refused.value.code == "approval_required"
    assert edit_order(actor=boss, number=other.number, edit=gift, at=LATER).given_free == 5900


def test_within_the_cap_an_edit_asks_nobody(maja: Actor, order: Order) -> None:
    set_settings(customer_cap_value={"EUR": 5000}, customer_cap_needs_approval=True)
    child = make_child(order, maja, again(order, "BOARD", basis="free"))
    gift = OrderEdit(add=(DraftLine("BULB", 5, price_basis="free"),))
    assert edit_order(actor=maja, number=child.number, edit=gift, at=LATER).given_free == 4950


def test_what_was_unlinked_was_given_all_the_same(maja: Actor, order: Order) -> None:
    set_settings(customer_cap_orders=1, customer_cap_needs_approval=True)
    child = make_child(order, maja, again(order, "LAMP", basis="free"))
    unlink_order(actor=maja, number=child.number, reason="Oops", at=LATER)
    with pytest.raises(NotAllowed):
        make_child(order, maja, again(order, "LAMP", basis="free"))


def test_nobody_approves_for_themselves_without_the_right_or_with_a_wrong_pin(
    maja: Actor, boss: Actor, order: Order
) -> None:
    set_settings(customer_cap_value={"EUR": 1}, customer_cap_needs_approval=True)
    give_pin(boss, "905263")
    for actor, approval, code in (
        (boss, Approval(boss, "905263"), "approval_by_oneself"),
        (maja, Approval(maja, PIN), "right_missing"),
        (maja, Approval(boss, "111111"), "pin_wrong"),
    ):
        with pytest.raises(NotAllowed) as refused:
            make_child(order, actor, again(order, "LAMP", basis="free"), approval=approval)
        assert refused.value.code == code


def test_caps_count_the_customers_free_orders_within_their_days(maja: Actor, order: Order) -> None:
    set_settings(customer_cap_orders=1, customer_cap_days=30, customer_cap_needs_approval=True)
    make_child(order, maja, again(order, "LAMP", basis="free"))
    other = make_order()
    with pytest.raises(NotAllowed):
        make_child(other, maja, again(other, "LAMP", basis="free"))
    assert make_child(other, maja, again(other, "LAMP")).total
    month = LATER + timedelta(days=31)
    assert make_child(other, maja, again(other, "LAMP", basis="free"), at=month).given_free

"""What happening to a parent does to its children, recipe by recipe, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from orderkin.families.actions.link_orders import link_orders
from orderkin.families.coupling import Happened, Related, effects
from orderkin.families.models import Kind, Recipe
from orderkin.families.recipes import CHOICES, PLAIN, Rules
from orderkin.lib.errors import Conflict
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.actions.return_units import return_units
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.models import Order
from tests.families.relatives import (
    LATER,
    again,
    committed,
    events,
    fresh,
    line_of,
    make_child,
    relation_of,
    told,
)
from tests.makers import make_actor, make_order

# What the ready-made recipes say; a recipe that is not named here lets every child live its life.
CASES: dict[str, dict[Happened, str]] = {
    "wrong_item_kept": {"canceled": "hold", "refunded": "hold"},
    "parts": {"refunded": "hold"},
    "add_on": {},
    "upgrade": {"canceled": "hold"},
    "bundle_component": {},
    "replacement": {"canceled": "hold", "refunded": "hold"},
    "reship": {"canceled": "cancel", "refunded": "hold"},
    "goodwill": {},
}
HAPPENED: tuple[Happened, ...] = ("canceled", "refunded", "returned", "held")
AFTER = {"hold": "on_hold", "cancel": "canceled", "nothing": "in_process"}


@pytest.mark.django_db
def test_the_table_names_every_ready_made_recipe() -> None:
    assert set(CASES) == set(Recipe.objects.values_list("code", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("recipe", CASES)
@pytest.mark.parametrize("happened", HAPPENED)
def test_each_recipe_follows_its_parent_as_the_table_says(recipe: str, happened: Happened) -> None:
    maja, order = make_actor(), make_order()
    prepare(order, happened)
    child = make_child(order, maja, recipe=recipe, reason="damaged")
    let_happen(order, happened)
    assert fresh(child).status == AFTER[CASES[recipe].get(happened, "nothing")]


def related(order: Order) -> Order:
    return make_child(order, make_actor("Maker"))


def linked(order: Order) -> Order:
    child = make_order()
    number, parent, maja = child.number, order.number, make_actor("Linker")
    link_orders(actor=maja, number=number, parent=parent, reason="One case", at=LATER)
    return child


def exchanged(order: Order) -> Order:
    """No recipe makes exchanges until a desk writes one; this one lets the child end with it."""
    kind = Kind.objects.get(code="exchange")
    rules = {"parent_canceled": "cancel", "parent_returned": "hold"}
    Recipe.objects.create(code="swap", name="Swap", kind=kind, rules=rules, position=99)
    return make_child(order, make_actor("Maker"), recipe="swap")


# Kinds that no ready-made recipe makes: who has no recipe lives as it likes.
OTHER_KINDS: dict[str, tuple[Callable[[Order], Order], dict[Happened, str]]] = {
    "related": (related, {}),
    "linked": (linked, {}),
    "exchange": (exchanged, {"canceled": "cancel", "returned": "hold"}),
}


@pytest.mark.django_db
def test_the_tables_name_every_kind() -> None:
    ready_made = set(Recipe.objects.values_list("kind__code", flat=True))
    assert set(OTHER_KINDS) | ready_made == set(Kind.objects.values_list("code", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", OTHER_KINDS)
@pytest.mark.parametrize("happened", HAPPENED)
def test_a_kind_without_a_ready_made_recipe_follows_as_the_table_says(
    kind: str, happened: Happened
) -> None:
    order = make_order()
    prepare(order, happened)
    make, follows = OTHER_KINDS[kind]
    child = make(order)
    let_happen(order, happened)
    assert relation_of(child).kind.code == kind
    assert fresh(child).status == AFTER[follows.get(happened, "nothing")]


def prepare(order: Order, happened: Happened) -> None:
    """What must be so before it can happen."""
    maja = make_actor("Before")
    if happened == "refunded":
        receive_payment(actor=maja, number=order.number, amount=9000, method="card", at=LATER)
    if happened == "returned":
        ship_order(actor=maja, number=order.number, at=LATER)


def let_happen(order: Order, happened: Happened) -> None:
    noor, number = make_actor("Noor Haddad"), order.number
    if happened == "canceled":
        cancel_order(actor=noor, number=number, reason="Changed her mind", at=LATER)
    elif happened == "refunded":
        refund_order(actor=noor, number=number, amount=4900, at=LATER)
    elif happened == "returned":
        units = {line_of(order, "LAMP").pk: 1}
        return_units(actor=noor, number=number, units=units, restock=True, at=LATER)
    else:
        hold_order(actor=noor, number=number, reason="Address unclear", at=LATER)


@pytest.mark.django_db
def test_a_coupled_cancel_gives_stock_back_and_tells_why() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja, again(order, "LAMP"), recipe="reship", reason="lost")
    let_happen(order, "canceled")
    assert committed("LAMP") == 0
    assert events(child)[-1] == "order.canceled"
    [note] = told(child, "canceled_with_relative")
    assert f"because order {order.number} was canceled" in note.text


@pytest.mark.django_db
def test_what_has_shipped_is_told_and_left_alone() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja, again(order, "LAMP"), recipe="reship", reason="lost")
    ship_order(actor=maja, number=child.number, at=LATER)
    before = fresh(child).status
    let_happen(order, "canceled")
    assert fresh(child).status == before
    assert len(told(child, "left_alone")) == 1
    assert events(child)[-1] == "order.left_alone"


@pytest.mark.django_db
def test_a_refund_of_other_lines_does_not_hold_the_child() -> None:
    maja, order = make_actor(), make_order()
    prepare(order, "refunded")
    child = make_child(order, maja, again(order, "LAMP"), recipe="replacement", reason="lost")
    shelf, lamp = line_of(order, "SHELF").pk, line_of(order, "LAMP").pk
    refund_order(actor=maja, number=order.number, amount=3999, units={shelf: 1}, at=LATER)
    assert fresh(child).status == "in_process"
    refund_order(actor=maja, number=order.number, amount=4900, units={lamp: 1}, at=LATER)
    assert fresh(child).status == "on_hold"


@pytest.mark.django_db
def test_coupling_goes_down_the_family() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja, recipe="reship", reason="lost")
    grandchild = make_child(child, maja, recipe="reship", reason="lost")
    let_happen(order, "canceled")
    assert fresh(grandchild).status == "canceled"
    assert told(grandchild, "canceled_with_relative")[0].facts["because"] == child.number


@pytest.mark.django_db
@pytest.mark.parametrize("happened", HAPPENED)
@pytest.mark.parametrize(("rule", "after"), [("hold_parent", "on_hold"), ("nothing", "in_process")])
def test_a_recipe_may_hold_the_parent_for_what_happens_to_its_child(
    happened: Happened, rule: str, after: str
) -> None:
    maja, order = make_actor(), make_order()
    recipe = Recipe.objects.get(code="add_on")
    recipe.rules = {**recipe.rules, f"child_{happened}": rule}
    recipe.save()
    lamps = again(order, "LAMP", quantity=2, basis="today")
    child = make_child(order, maja, lamps, recipe="add_on")
    prepare(child, happened)
    let_happen(child, happened)
    assert fresh(order).status == after
    assert len(told(order, "held_with_relative")) == (rule == "hold_parent")


@pytest.mark.django_db
def test_lives_coupled_both_ways_come_to_rest() -> None:
    maja, order = make_actor(), make_order()
    recipe = Recipe.objects.get(code="replacement")
    recipe.rules = {**recipe.rules, "parent_held": "hold", "child_held": "hold_parent"}
    recipe.save()
    child = make_child(order, maja, again(order, "LAMP"), recipe="replacement", reason="lost")
    other = make_child(order, maja, again(order, "SHELF"), recipe="replacement", reason="lost")
    hold_order(actor=maja, number=child.number, reason="Address unclear", at=LATER)
    assert [fresh(one).status for one in (order, child, other)] == ["on_hold"] * 3
    assert [len(told(one, "held_with_relative")) for one in (order, child, other)] == [1, 0, 1]


@pytest.mark.django_db
def test_an_edited_child_answers_the_units_it_now_has() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja, again(order, "LAMP"), recipe="replacement", reason="lost")
    line = line_of(child, "LAMP")
    edit_order(actor=maja, number=child.number, edit=OrderEdit(quantities={line.pk: 2}), at=LATER)
    assert [entry["quantity"] for entry in relation_of(child).line_map] == [2]
    edit_order(actor=maja, number=child.number, edit=OrderEdit(quantities={line.pk: 0}), at=LATER)
    assert relation_of(child).line_map == []


@pytest.mark.django_db
def test_the_guard_holds_when_a_child_is_edited_to_answer_more_than_was_sold() -> None:
    maja, noor, order = make_actor(), make_actor("Noor", role="client_admin"), make_order()
    child = make_child(order, maja, again(order, "LAMP"), recipe="replacement", reason="lost")
    three = OrderEdit(quantities={line_of(child, "LAMP").pk: 3})
    with pytest.raises(Conflict) as refused:
        edit_order(actor=maja, number=child.number, edit=three, at=LATER)
    assert refused.value.code == "guard_blocks"
    assert line_of(child, "LAMP").quantity == 1
    edit_order(actor=noor, number=child.number, edit=three, at=LATER)
    assert line_of(child, "LAMP").quantity == 3


@pytest.mark.django_db
def test_a_line_taken_off_the_parent_is_answered_by_nothing() -> None:
    maja, order = make_actor(), make_order()
    lamp = line_of(order, "LAMP")
    child = make_child(order, maja, again(order, "LAMP"), recipe="replacement", reason="lost")
    cancel_order(actor=maja, number=child.number, reason="Not needed", at=LATER)
    edit_order(actor=maja, number=order.number, edit=OrderEdit(quantities={lamp.pk: 0}), at=LATER)
    assert relation_of(child).line_map == []


CHILD = Related(2, "100002", "in_process", has_shipped=False, rules=PLAIN)
CANCEL = Rules(parent_canceled="cancel")
HOLD = Rules(parent_canceled="hold", parent_refunded="hold")


def deeds(child: Related, happened: Happened = "canceled", *lines: int) -> list[str]:
    return [effect.deed for effect in effects(happened, [child], lines=frozenset(lines))]


@pytest.mark.parametrize(
    ("rules", "status", "shipped", "deed"),
    [
        (CANCEL, "in_process", False, ["cancel"]),
        (CANCEL, "on_hold", False, ["cancel"]),
        (CANCEL, "problem", False, ["cancel"]),
        (CANCEL, "quote", False, ["cancel"]),
        (CANCEL, "in_process", True, ["note"]),
        (CANCEL, "completed", True, ["note"]),
        (CANCEL, "canceled", False, []),
        (CANCEL, "void", False, []),
        (HOLD, "in_process", False, ["hold"]),
        (HOLD, "problem", False, ["hold"]),
        (HOLD, "on_hold", False, []),
        (HOLD, "quote", False, []),
        (HOLD, "in_process", True, ["note"]),
        (HOLD, "completed", True, ["note"]),
        (HOLD, "canceled", False, []),
        (HOLD, "void", False, []),
        (PLAIN, "in_process", False, []),
        (PLAIN, "completed", True, []),
    ],
)
def test_what_follows_depends_on_where_the_child_stands(
    rules: Rules, status: str, shipped: bool, deed: list[str]
) -> None:
    assert deeds(replace(CHILD, rules=rules, status=status, has_shipped=shipped)) == deed


def test_lines_narrow_a_refund_to_the_children_that_answer_them() -> None:
    child = replace(CHILD, rules=HOLD, answers=frozenset({7}))
    assert deeds(child, "refunded", 8) == []
    assert deeds(child, "refunded", 7, 8) == ["hold"]
    assert deeds(child, "refunded") == ["hold"]


def test_every_rule_of_the_table_can_be_said_in_a_recipe() -> None:
    for happened in HAPPENED:
        choices = CHOICES[f"parent_{happened}"]
        assert choices[0] == "nothing"
        for choice in choices[1:]:
            rules = replace(PLAIN, **{f"parent_{happened}": choice})  # type: ignore[arg-type]
            assert deeds(replace(CHILD, rules=rules), happened) == [choice]

"""A free product that answers no sold line is given once per family, as the recipe's guard says."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from orderkin.families import gifts, planning, reading, reading_gifts
from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.gifts import AskedGift, Gift, given_again
from orderkin.families.models import Recipe
from orderkin.families.previews import preview_related_order
from orderkin.families.recipes import rules_from
from orderkin.families.wishes import Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import DraftLine
from orderkin.orders.models import Order
from tests.families.at_once import at_once
from tests.families.relatives import LATER, again, make_child
from tests.makers import AT, make_actor, make_order, make_product
from tests.plans.asking import asked_by, read_whole

pytestmark = pytest.mark.django_db
MUG = WishLine(sku="MUG", price_basis="free")


@pytest.fixture
def order(db: None) -> Order:
    make_product("MUG", price=1200)
    return make_order()


def refused(order: Order, actor: Actor, *lines: WishLine, **more: Any) -> Conflict:
    with pytest.raises(Conflict) as no:
        make_child(order, actor, *lines, **more)
    assert no.value.code == "guard_blocks"
    return no.value


def warned(order: Order, actor: Actor, *lines: WishLine, recipe: str = "") -> list[str]:
    wish = Wish(lines=lines, recipe=recipe, reason="lost" if recipe else "")
    plan = preview_related_order(actor=actor, number=order.number, wish=wish, at=LATER).plan
    return [f"{one.code}{' blocks' * one.blocks}" for one in plan.warnings]


def test_the_second_time_says_with_which_order_it_was_given(maja: Actor, order: Order) -> None:
    first = make_child(order, maja, MUG)
    no = refused(order, maja, MUG)
    assert f"1 of Mug was already given free with {first.number}." in no.sentence
    assert no.details["orders"] == [first.number]


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("", ["given_again blocks"]),
        ("replacement", ["given_again blocks"]),
        ("wrong_item_kept", ["given_again"]),
        ("goodwill", []),
    ],
)
def test_the_recipes_guard_decides(maja: Actor, order: Order, recipe: str, said: list[str]) -> None:
    make_child(order, maja, MUG)
    assert warned(order, maja, MUG, recipe=recipe) == said


def test_it_is_found_from_any_member_of_the_family(maja: Actor, order: Order) -> None:
    child = make_child(order, maja)
    other = make_child(order, maja, again(order, "LAMP"))
    make_child(child, maja, MUG)
    refused(order, maja, MUG)
    refused(other, maja, MUG)


def test_a_price_that_is_none_is_a_gift_and_a_sale_is_not(maja: Actor, order: Order) -> None:
    cent = WishLine(sku="MUG", price_basis="custom", unit_price=1, price_reason="As promised")
    make_child(order, maja, WishLine(sku="MUG", price_basis="today"))
    make_child(order, maja, cent)
    refused(order, maja, MUG)
    assert make_child(order, maja, WishLine(sku="MUG", price_basis="today")).total


def test_for_a_sold_line_and_for_none_are_one_gift(maja: Actor, order: Order) -> None:
    for_a_lamp = WishLine(again(order, "LAMP").parent_line, sku="MUG", price_basis="free")
    make_child(order, maja, for_a_lamp, recipe="replacement", reason="lost")
    refused(order, maja, MUG)
    # The second lamp is a unit of its own, and was never made good.
    assert make_child(order, maja, for_a_lamp, recipe="replacement", reason="lost")


def test_what_was_given_for_none_is_not_given_for_a_line_too(maja: Actor, order: Order) -> None:
    make_child(order, maja, MUG)
    for_a_lamp = WishLine(again(order, "LAMP").parent_line, sku="MUG", price_basis="free")
    refused(order, maja, for_a_lamp, recipe="replacement", reason="lost")


def test_whoever_may_override_says_why(maja: Actor, order: Order) -> None:
    make_child(order, maja, MUG)
    boss = make_actor("Noor Haddad", role="client_admin")
    assert make_child(order, boss, MUG, override="It broke on the way").given_free == 1200


def test_what_was_taken_back_was_not_given(maja: Actor, order: Order) -> None:
    child = make_child(order, maja, MUG)
    undo_related_order(actor=maja, number=child.number, at=LATER)
    assert make_child(order, maja, MUG).given_free == 1200


def test_unlinking_does_not_forget_it_and_linking_again_counts_it_once(
    maja: Actor, order: Order
) -> None:
    child = make_child(order, maja, MUG)
    unlink_order(actor=maja, number=child.number, reason="Oops", at=LATER)
    assert child.number in refused(order, maja, MUG).sentence
    link_orders(actor=maja, number=child.number, parent=order.number, reason="One case", at=LATER)
    assert "1 of Mug" in refused(order, maja, MUG).sentence


def test_an_order_made_elsewhere_brings_its_own_gifts(maja: Actor, order: Order) -> None:
    other = make_order(("LAMP", 1))
    edit_order(
        actor=maja,
        number=other.number,
        edit=OrderEdit(add=(DraftLine("MUG", price_basis="free"),)),
        at=AT,
    )
    link_orders(actor=maja, number=other.number, parent=order.number, reason="One case", at=LATER)
    assert make_child(order, maja, MUG).given_free == 1200


def test_an_edit_gives_no_more_than_creating_would_have(maja: Actor, order: Order) -> None:
    first, second = make_child(order, maja, MUG), make_child(order, maja)
    gift = OrderEdit(add=(DraftLine("MUG", price_basis="free"),))
    with pytest.raises(Conflict) as no:
        edit_order(actor=maja, number=second.number, edit=gift, at=LATER)
    assert no.value.code == "guard_blocks"
    assert first.number in no.value.sentence
    sale = OrderEdit(add=(DraftLine("MUG"),))
    assert edit_order(actor=maja, number=second.number, edit=sale, at=LATER).total
    more = OrderEdit(quantities={first.lines.get().pk: 3})
    assert edit_order(actor=maja, number=first.number, edit=more, at=LATER).given_free == 3600


def test_a_sold_unit_given_from_below_is_that_unit(maja: Actor) -> None:
    order = make_order(("LAMP", 2), ("BULB", 1))
    below = make_child(order, maja)
    lamp = WishLine(sku="LAMP", price_basis="free")
    given = make_child(below, maja, lamp)
    assert make_child(order, maja, again(order, "LAMP", basis="free")).given_free == 4900
    no = refused(order, maja, again(order, "LAMP", basis="free"))
    assert "2 of 2 Reading lamp" in no.sentence
    assert given.number in no.sentence
    refused(below, maja, lamp)


def test_two_lines_of_one_wish_are_one_gift() -> None:
    asked = [AskedGift("MUG", "Mug", 1), AskedGift("MUG", "Mug", 2)]
    assert given_again(asked, []) == []
    [found] = given_again(asked, [Gift(1, "100002", "MUG", 4), Gift(2, "100003", "CAP", 1)])
    assert (found.asked, found.done, found.orders) == (3, 4, ("100002",))


def both_at_once(order: Order) -> list[Any]:
    """Two agents give the same mug at the same moment, below two members of one family."""
    maja, noor = make_actor(), make_actor("Noor Haddad")
    child = make_child(order, maja)
    return at_once(lambda: make_child(order, maja, MUG), lambda: make_child(child, noor, MUG))


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_gives_it(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    dawdle(monkeypatch)
    outcomes = both_at_once(order)
    assert len([one for one in outcomes if isinstance(one, Order)]) == 1
    [no] = [one for one in outcomes if isinstance(one, Conflict)]
    assert no.code in {"guard_blocks", "family_changed", "family_busy"}


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_looked_for_before_the_lock_it_would_be_given_twice(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted wrong version: both look before either writes, and decide by what they saw."""
    meet = threading.Barrier(2)
    read = reading.read_facts

    def looked_before(**asked: Any) -> Any:
        facts = read(**asked)
        return facts.__class__(**{**vars(facts), "gifts": seen[threading.get_ident()]})

    seen: dict[int, tuple[Gift, ...]] = {}
    create = make_child

    def look_then_create(*asked: Any) -> Order:
        seen[threading.get_ident()] = reading_gifts.family_gifts(order.pk, {"MUG"}, ())
        meet.wait(10)
        return create(*asked)

    maja, noor = make_actor(), make_actor("Noor Haddad")
    child = make_child(order, maja)
    monkeypatch.setattr(reading, "read_facts", looked_before)
    outcomes = at_once(
        lambda: look_then_create(order, maja, MUG), lambda: look_then_create(child, noor, MUG)
    )
    assert [type(one) for one in outcomes] == [Order, Order]


def dawdle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking and writing there is time for somebody else."""
    look = gifts.given_again

    def slowly(*asked: Any) -> Any:
        found = look(*asked)
        time.sleep(0.2)
        return found

    monkeypatch.setattr(planning, "given_again", slowly)


def test_the_ready_made_recipes_look_at_it_unless_their_guard_is_off(
    maja: Actor, order: Order
) -> None:
    make_child(order, maja, MUG)
    looked = set()
    for recipe in Recipe.objects.order_by("position"):
        rules = rules_from(recipe.rules)
        if rules.guard != "off" and "any_product" in rules.offers:
            looked.add(recipe.code)
            assert warned(order, maja, MUG, recipe=recipe.code), recipe.code
    assert looked == {"wrong_item_kept", "add_on", "upgrade", "replacement"}


def test_it_is_found_by_index(maja: Actor, order: Order) -> None:
    make_child(order, maja, MUG)
    asked = [one for one in asked_by(lambda: warned(order, maja, MUG)) if "away" in one.sql]
    assert asked
    assert [one.sql for one in asked if read_whole(one)] == []

"""A wrong unit the customer keeps: off the shelf, on the family's cost, and back when undone."""

from __future__ import annotations

import pytest

from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.reading_ledger import family_ledger
from orderkin.families.wishes import Kept, Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.models import Order
from orderkin.products.models import Stock
from tests.makers import AT, make_order, make_product, make_shipped_order, unused_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp(maja: Actor) -> Order:
    """One lamp was ordered and counted as sent; a white one was in the parcel."""
    make_product("WHITE", "Reading lamp, white", price=4900, cost=1700)
    order = make_order(("LAMP", 1))
    ship_order(actor=maja, number=order.number, carrier="DHL", at=AT)
    return order


def _create(maja: Actor, order: Order) -> str:
    line = order.lines.get().pk
    wish = Wish(
        recipe="wrong_item_kept",
        lines=(WishLine(parent_line=line),),
        kept=(Kept(parent_line=line, arrived_sku="WHITE"),),
    )
    made = create_related_order(actor=maja, number=order.number, wish=wish, key=unused_key(), at=AT)
    return made.number


def _on_hand(sku: str) -> int:
    return Stock.objects.get(product__sku=sku).on_hand


def test_the_shelf_shows_what_really_left(maja: Actor, lamp: Order) -> None:
    assert (_on_hand("LAMP"), _on_hand("WHITE")) == (99, 100)
    _create(maja, lamp)
    assert (_on_hand("LAMP"), _on_hand("WHITE")) == (100, 99)


def test_undoing_puts_the_shelf_back_as_it_was_counted(maja: Actor, lamp: Order) -> None:
    undo_related_order(actor=maja, number=_create(maja, lamp), at=AT)
    assert (_on_hand("LAMP"), _on_hand("WHITE")) == (99, 100)


def test_the_family_bears_the_cost_of_both_lamps(maja: Actor, lamp: Order) -> None:
    before = family_ledger(lamp.number).totals[0].goods_cost
    _create(maja, lamp)
    ledger = family_ledger(lamp.number)
    assert before == 2000
    assert ledger.totals[0].goods_cost == 2000 + 1700
    assert [line.sku for line in ledger.orders[1].lines] == ["LAMP", "WHITE", "LAMP"]


def test_over_several_rows_no_more_are_kept_than_were_sold(maja: Actor) -> None:
    order = make_shipped_order(("LAMP", 2))
    line = order.lines.get().pk
    make_product("WHITE", "White lamp")
    kept = (Kept(line, "WHITE", 1), Kept(line, "BULB", 2))
    with pytest.raises(Invalid) as no:
        create_related_order(
            actor=maja,
            number=order.number,
            wish=Wish(recipe="wrong_item_kept", kept=kept),
            key=unused_key(),
            at=AT,
        )
    assert (no.value.code, no.value.field) == ("more_kept_than_sold", "kept.1.quantity")


def test_a_unit_that_stays_already_stays_no_second_time(maja: Actor, lamp: Order) -> None:
    first = _create(maja, lamp)
    kept = (Kept(parent_line=lamp.lines.get().pk, arrived_sku="WHITE"),)
    wish = Wish(recipe="wrong_item_kept", kept=kept, make_lookalike=True)

    def again() -> None:
        create_related_order(actor=maja, number=lamp.number, wish=wish, key=unused_key(), at=AT)

    with pytest.raises(Invalid) as no:
        again()
    assert (no.value.code, no.value.field) == ("more_kept_than_sold", "kept.0.quantity")
    assert _on_hand("WHITE") == 99
    undo_related_order(actor=maja, number=first, at=AT)
    again()
    assert _on_hand("WHITE") == 99

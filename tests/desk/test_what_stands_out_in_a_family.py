"""An overridden guard and a unit that is kept are said on every page of the family."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.models import Recipe
from orderkin.families.wishes import Kept, Wish, WishLine
from orderkin.orders.models import Order
from tests.makers import AT, make_actor, make_shipped_order, unused_key

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]


@pytest.fixture
def child() -> Order:
    """A lamp replaced twice, the second time past the guard, and a bulb kept."""
    parent, lead = make_shipped_order(("LAMP", 1)), make_actor("Eva Sund", role="client_admin")
    lamp = parent.lines.get(sku="LAMP").pk
    wish = Wish(
        recipe="replacement",
        reason="defective",
        lines=(WishLine(parent_line=lamp, price_basis="free"),),
        make_lookalike=True,
    )
    create_related_order(actor=lead, number=parent.number, wish=wish, key=unused_key(), at=AT)
    replacement = Recipe.objects.get(code="replacement")
    replacement.rules = {**replacement.rules, "records_kept": True}
    replacement.save()
    again = Wish(
        recipe="replacement",
        reason="defective",
        lines=wish.lines,
        make_lookalike=True,
        override="Courier lost the first",
        kept=(Kept(parent_line=lamp, arrived_sku="BULB"),),
    )
    key = unused_key()
    made = create_related_order(actor=lead, number=parent.number, wish=again, key=key, at=AT)
    return Order.objects.get(number=made.number)


@pytest.mark.parametrize("page", ["parent", "child", "family"])
def test_it_is_said_why_the_guard_was_overridden(seat: Seat, child: Order, page: str) -> None:
    text = _page(seat, child, page)
    assert "guard overridden: Courier lost the first" in text
    assert "Kept by the customer: 1 × BULB, sent instead of LAMP" in text


def _page(seat: Seat, child: Order, page: str) -> str:
    parent = child.relation_up.parent.number
    number = child.number if page == "child" else parent
    place = f"/orders/{number}/family/" if page == "family" else f"/orders/{number}/"
    return seat().get(place).text

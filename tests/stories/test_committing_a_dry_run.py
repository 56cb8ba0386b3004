"""What was shown is what is made; when something changed meanwhile it says what, and nothing is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.models import Relation
from orderkin.lib.actor import Actor
from orderkin.orders.models import Order
from orderkin.products.models import ProductPrice, Stock
from tests.doors import Ask, Door, Refused
from tests.families.relatives import LATER, again, line_of, make_child
from tests.makers import make_actor, make_order, set_settings, unused_key

pytestmark = pytest.mark.django_db


def asking(order: Order) -> Ask:
    return Ask("Arrived broken.", lines=[(line_of(order, "LAMP").pk, 1, "today")])


def dearer(_order: Order) -> None:
    ProductPrice.objects.filter(product__sku="LAMP").update(amount=5100)


def sold_out(_order: Order) -> None:
    Stock.objects.filter(product__sku="LAMP").update(on_hand=0)


def another_child(order: Order) -> None:
    make_child(order, make_actor("Noor Haddad"))


def given_elsewhere(order: Order) -> None:
    """The same customer gets something free for another order."""
    other = make_order(customer=order.customer)
    make_child(other, make_actor("Noor Haddad"), again(other, "LAMP", basis="free"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (dearer, "prices"),
        (sold_out, "stock"),
        (another_child, "the related orders"),
        (given_elsewhere, "(stock, )?what the customer was given free"),
    ],
)
def test_what_changed_since_it_was_shown_is_said_and_nothing_made(
    door: Door, change: Callable[[Order], None], said: str
) -> None:
    order = make_order()
    set_settings(customer_cap_orders=1, customer_cap_days=3650)
    ask = asking(order)
    ask = replace(ask, preview=door.preview(order.number, ask))
    change(order)
    before = Relation.objects.count()
    with pytest.raises(Refused, match=f"Changed since the preview: {said}") as refused:
        door.create_related_order(order.number, ask)
    assert refused.value.status == 409
    assert Relation.objects.count() == before
    fresh = replace(ask, preview=door.preview(order.number, ask), key=unused_key())
    assert door.create_related_order(order.number, fresh)


def test_what_did_not_change_is_made_as_shown(door: Door) -> None:
    order = make_order()
    ask = asking(order)
    number = door.create_related_order(
        order.number, replace(ask, preview=door.preview(order.number, ask))
    )
    assert Order.objects.get(number=number).subtotal == 4900


def test_a_made_up_token_makes_nothing(door: Door) -> None:
    order = make_order()
    with pytest.raises(Refused, match="preview is not valid"):
        door.create_related_order(order.number, replace(asking(order), preview="made-up"))
    assert not Relation.objects.exists()


def test_an_order_that_left_the_family_is_no_change(door: Door, maja: Actor) -> None:
    order = make_order()
    child = make_child(order, maja, again(order, "LAMP", basis="free"))
    unlink_order(actor=maja, number=child.number, reason="By mistake", at=LATER)
    empty = Ask("Called twice.")
    assert door.create_related_order(
        order.number, replace(empty, preview=door.preview(order.number, empty))
    )

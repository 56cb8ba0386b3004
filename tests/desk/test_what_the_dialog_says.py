"""The dialog says at once why a PIN is asked and what cannot be read; it offers what it takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.client.actors import SYSTEM
from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.previews import preview_related_order
from orderkin.families.wishes import Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.models import Order
from tests.makers import AT, give_pin, make_actor, make_order, set_settings, unused_key

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]


def live(client: Client, order: Order, **typed: object) -> str:
    place = f"/orders/{order.number}/related-orders/preview/"
    answer = client.post(place, typed, headers={"HX-Request": "true", "HX-Target": "consequences"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_why_a_pin_is_asked_is_said_before_it_is_typed(seat: Seat) -> None:
    set_settings(require_pin_for_related_orders=True)
    give_pin(make_actor())
    assert "Asked because Client Settings require it." in live(seat(), make_order())


def test_a_price_that_can_be_read_in_two_ways_is_said_at_once(seat: Seat) -> None:
    order = make_order(("LAMP", 1))
    key = f"l{order.lines.get().pk}"
    typed = {"take": key, f"basis-{key}": "custom", f"price-{key}": "1,000", f"why-{key}": "Won"}
    said = live(seat(), order, **typed)
    assert "This can be read in two ways." in said
    assert "No lines: they can be added" not in said


def test_only_notes_that_may_travel_are_offered(seat: Seat) -> None:
    order = make_order()
    for text, private in (("Rings at noon", False), ("Owes us a favour", True)):
        add_note(actor=SYSTEM, number=order.number, kind="general", text=text, is_private=private,
                 at=AT)  # fmt: skip
    page = seat().get(f"/orders/{order.number}/related-orders/new/").content.decode()
    assert "Take 1 note along" in page
    assert "Rings at noon" in page
    assert "Owes us a favour" not in page


def test_who_has_no_record_is_capped_by_e_mail(maja: Actor) -> None:
    set_settings(customer_cap_orders=1)
    orders = [make_order(("LAMP", 1)) for _ in range(3)]
    emails = ("ase@shop.example", "ASE@shop.example", "other@shop.example")
    for order, email in zip(orders, emails, strict=True):
        Order.objects.filter(pk=order.pk).update(customer=None, customer_email=email)

    def wish(order: Order) -> Wish:
        return Wish(lines=(WishLine(parent_line=order.lines.get().pk, price_basis="free"),))

    first, second, third = orders
    create_related_order(actor=maja, number=first.number, wish=wish(first), key=unused_key(), at=AT)

    def warned(order: Order) -> list[str]:
        plan = preview_related_order(actor=maja, number=order.number, wish=wish(order), at=AT).plan
        return [one.code for one in plan.warnings if one.code.startswith("customer_cap")]

    assert (warned(second), warned(third)) == (["customer_cap_orders"], [])

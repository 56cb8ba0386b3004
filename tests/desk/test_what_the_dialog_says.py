"""The dialog says at once why a PIN is asked and what cannot be read; it offers what it takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from orderkin.client.actors import SYSTEM, actor_of
from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.models import Recipe
from orderkin.families.previews import preview_related_order
from orderkin.families.wishes import Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.models import Order
from orderkin.products.models import Stock
from tests.families.relatives import again, make_child
from tests.makers import (
    AT,
    give_pin,
    make_actor,
    make_employee,
    make_order,
    make_product,
    set_settings,
    unused_key,
)

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]


def live(client: Client, order: Order, **typed: object) -> str:
    place = f"/orders/{order.number}/related-orders/preview/"
    answer = client.post(place, typed, headers={"HX-Request": "true", "HX-Target": "consequences"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_why_a_pin_is_asked_is_said_before_it_is_typed(seat: Seat) -> None:
    set_settings(require_pin_for_related_orders=True)
    maja = make_employee("Maja Holm")
    give_pin(actor_of(maja, "desk"))
    said = live(seat(employee=maja), make_order())
    assert "Asked because Client Settings require it." in said


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


def test_what_is_free_is_counted_while_the_reason_is_not_said_yet(seat: Seat) -> None:
    order = make_order(("LAMP", 1))
    key = f"l{order.lines.get().pk}"
    said = live(seat(), order, recipe="replacement", take=key, **{f"basis-{key}": "free"})
    assert "Replacement needs a reason." in said
    assert "€49.00" in said
    assert "given free" in said


def test_a_product_that_is_scanned_again_is_one_more_of_it(seat: Seat) -> None:
    make_product("CHAIR", "Chair", price=14900)
    place = f"/orders/{make_order().number}/related-orders/preview/"
    typed = {"take": ":CHAIR", "quantity-:CHAIR": "5", "any_product": "chair"}
    headers = {"HX-Request": "true", "HX-Trigger-Name": "add"}
    shown = seat().post(place, typed, headers=headers).content.decode()
    assert shown.count('value=":CHAIR"') == 1
    assert 'name="quantity-:CHAIR" value="6"' in shown


def test_a_kit_that_is_added_says_how_many_can_be_built(seat: Seat) -> None:
    order = make_order(("LAMP", 1))
    make_product("DESK", "Desk", price=20000, parts={"BOARD": 3})
    Stock.objects.filter(product__sku="BOARD").update(on_hand=10, committed=0)
    place = f"/orders/{order.number}/related-orders/preview/"
    headers = {"HX-Request": "true", "HX-Trigger-Name": "add"}
    shown = seat().post(place, {"any_product": "desk"}, headers=headers).content.decode()
    row = shown[shown.index('value=":DESK"') :]
    assert '<span class="good">3</span>' in row[: row.index("</tr>")]


def test_the_confirmation_says_what_holds_it_and_what_was_given(seat: Seat) -> None:
    recipe = Recipe.objects.get(code="replacement")
    recipe.rules = {**recipe.rules, "hold_reason": "Wait for the photo", "release_when": "It came"}
    recipe.save()
    order = make_order(("LAMP", 1))
    key = f"l{order.lines.get().pk}"
    typed = {"recipe": "replacement", "reason": "damaged", "take": key, f"basis-{key}": "free",
             "drawn": "replacement", "key": unused_key()}  # fmt: skip
    place = f"/orders/{order.number}/related-orders/new/"
    shown = seat().post(place, typed, follow=True).content.decode()
    for said in ("Wait for the photo", "Release when: It came", "€49.00 given free"):
        assert said in " ".join(shown.split())


@pytest.mark.parametrize(("verb", "deed"), [("cancellation", "canceled too"), ("hold", "on hold")])
def test_what_relatives_do_is_said_before_an_order_is_stopped(
    seat: Seat, verb: str, deed: str
) -> None:
    order, client = make_order(("LAMP", 1)), seat()
    recipe = Recipe.objects.get(code="reship")
    recipe.rules = {**recipe.rules, "parent_held": "hold"}
    recipe.save()
    child = make_child(
        order, make_actor("Noor Haddad"), again(order, "LAMP"), recipe="reship", reason="lost"
    )
    asked = client.get(next(x for x in _places(order) if verb in x)).content.decode()
    assert f"{child.number} is {'set ' if verb == 'hold' else ''}{deed}." in asked
    alone = make_order(("LAMP", 1))
    asked = client.get(next(x for x in _places(alone) if verb in x)).content.decode()
    assert "Related orders follow" not in asked


def _places(order: Order) -> list[str]:
    return [reverse(f"desk:{name}", args=[order.number]) for name in ("cancel_order", "hold_order")]

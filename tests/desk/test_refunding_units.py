"""The refund form names units, and works out what they cost, with and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from orderkin.client.actors import SYSTEM
from orderkin.families.wishes import WishLine
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.models import Order
from orderkin.orders.open_lines import open_lines, worth_of
from tests.families.relatives import make_child
from tests.makers import AT, make_actor, make_order, unused_key

pytestmark = pytest.mark.django_db
Seat = Callable[..., Client]


def _paid(*lines: tuple[str, int], amount: int | None = None) -> Order:
    order = make_order(*lines)
    paid = order.total if amount is None else amount
    receive_payment(actor=SYSTEM, number=order.number, amount=paid, method="card", at=AT)
    return Order.objects.get(pk=order.pk)


def _amount(page: str) -> str:
    found = re.search(r'name="amount"[^>]*value="([^"]*)"', page)
    return found.group(1) if found else ""


def _looked(seat: Seat, order: Order, **units: int) -> str:
    lines = {f"line-{order.lines.get(sku=sku).pk}": n for sku, n in units.items()}
    place = f"/orders/{order.number}/refunds/new/"
    return seat().post(place, {"look": "1", **lines}).content.decode()


def test_the_amount_follows_from_the_units_with_their_tax(seat: Seat) -> None:
    order = _paid(("LAMP", 2), ("BULB", 1))
    assert _amount(_looked(seat, order, LAMP=1)) == "61.25"
    order.refresh_from_db()
    assert order.refunded == 0


def test_a_part_of_a_kit_costs_its_share(seat: Seat) -> None:
    order = _paid(("SHELF", 1))
    shelf = order.lines.get(sku="SHELF")
    share = order.lines.get(sku="BOARD").share
    worth = round((shelf.total + shelf.tax) * share / shelf.total / 2)
    assert _amount(_looked(seat, order, BOARD=1)) == f"{worth / 100:.2f}"


def test_all_parts_of_a_kit_cost_what_the_kit_cost(seat: Seat) -> None:
    order = _paid(("SHELF", 3))
    lines = open_lines(order, "refunded")
    parts = {one.id: one.quantity for one in lines if one.sku in {"BOARD", "BAG"}}
    assert abs(worth_of(lines, parts) - order.total) <= 1


def test_parts_are_moved_in_by_the_kits_around_them(seat: Seat) -> None:
    order = _paid(("SHELF", 1))
    depths = {one.sku: one.depth for one in open_lines(order, "refunded")}
    assert depths == {"SHELF": 0, "BOARD": 1, "BAG": 1, "SCREW": 2, "KEY": 2}
    form = seat().get(f"/orders/{order.number}/refunds/new/").content.decode()
    assert form.count('class="inside d2"') == 2


def test_units_one_after_another_come_to_the_whole_line(seat: Seat) -> None:
    order = _paid(("KEY", 3))
    line = open_lines(order, "refunded")[0]
    assert line.worth(1) * 3 - line.gross in {-1, 0, 1}
    assert line.worth(3) == line.gross


def test_no_more_is_proposed_than_was_paid(seat: Seat) -> None:
    order = _paid(("LAMP", 2), amount=1000)
    assert _amount(_looked(seat, order, LAMP=2)) == "10.00"


def test_nothing_paid_says_so_before_anything_is_typed(seat: Seat) -> None:
    order = make_order(("LAMP", 1))
    answer = seat().get(f"/orders/{order.number}/refunds/new/")
    assert answer.status_code == 409
    assert "Nothing was paid" in answer.content.decode()


def test_nothing_owed_says_so_before_anything_is_typed(seat: Seat) -> None:
    order = _paid(("LAMP", 1))
    answer = seat().get(f"/orders/{order.number}/payments/new/")
    assert answer.status_code == 409
    assert "Nothing is owed" in answer.content.decode()


def test_a_return_stands_on_the_order_page(seat: Seat) -> None:
    order = _paid(("LAMP", 2))
    client, line = seat(), order.lines.get(sku="LAMP").pk
    client.post(f"/orders/{order.number}/shipments/new/", {"carrier": "DHL", f"line-{line}": 2})
    assert "/returns/new/" in client.get(f"/orders/{order.number}/").content.decode()
    client.post(f"/orders/{order.number}/returns/new/", {"note": "Torn", f"line-{line}": 1})
    page = client.get(f"/orders/{order.number}/").content.decode()
    assert "1 of 2 came back" in page
    assert "1 unit came back, not put on the shelf. Torn" in page


def test_canceling_says_that_money_is_still_to_be_given_back(seat: Seat) -> None:
    order, client = _paid(("LAMP", 1)), seat()
    asked = client.get(f"/orders/{order.number}/cancellation/").content.decode()
    assert "Canceling does not give it back" in asked
    assert ">Back</a>" in asked
    client.post(f"/orders/{order.number}/cancellation/", {"reason": "Changed their mind"})
    page = client.get(f"/orders/{order.number}/").content.decode()
    assert "€61.25 is owed to the customer" in page


def test_an_order_without_money_offers_neither_payment_nor_refund(seat: Seat) -> None:
    client = seat()
    page = client.get(f"/orders/{_paid(('LAMP', 1)).number}/").content.decode()
    assert ("/payments/new/" in page, "/refunds/new/" in page) == (False, True)
    page = client.get(f"/orders/{make_order(('LAMP', 1)).number}/").content.decode()
    assert ("/payments/new/" in page, "/refunds/new/" in page) == (True, False)


def test_an_unshipped_order_offers_no_return(seat: Seat) -> None:
    order = make_order(("LAMP", 1))
    assert "/returns/new/" not in seat().get(f"/orders/{order.number}/").content.decode()


def test_shipping_what_has_shipped_says_that_it_has(seat: Seat) -> None:
    order = make_order(("LAMP", 1))
    client, line = seat(), order.lines.get(sku="LAMP").pk
    place = f"/orders/{order.number}/shipments/new/"
    client.post(place, {"carrier": "DHL", f"line-{line}": 1})
    again = client.post(place, {"carrier": "DHL"})
    assert again.status_code == 409
    assert "nothing left to ship" in again.content.decode()


def _replaced(recipe: str = "replacement") -> tuple[Order, str]:
    order = _paid(("LAMP", 1))
    again = WishLine(parent_line=order.lines.get().pk, price_basis="free")
    child = make_child(order, make_actor("Eva Sund"), again, recipe=recipe, reason="defective")
    return Order.objects.get(pk=order.pk), child.number


def _refund(client: Client, order: Order, **typed: str) -> Any:
    place = f"/orders/{order.number}/refunds/new/"
    units = {f"line-{order.lines.get().pk}": "1", "amount": "61.25", "key": unused_key()}
    return client.post(place, {**units, "version": str(order.version), **typed})


def test_the_form_says_what_was_replaced_already(seat: Seat) -> None:
    order, child = _replaced()
    shown = seat().get(f"/orders/{order.number}/refunds/new/").content.decode()
    assert f"1 of 1 already replaced with {child}" in shown
    assert 'name="override"' not in shown


def test_who_may_override_refunds_a_replaced_unit_only_with_a_sentence(seat: Seat) -> None:
    order, child = _replaced()
    lead = seat("client_admin")
    refused = _refund(lead, order)
    assert refused.status_code == 409
    assert f"already replaced with {child}" in refused.content.decode()
    assert 'name="override"' in refused.content.decode()
    done = _refund(lead, order, override="Lost a second time")
    assert done.status_code == 302
    order.refresh_from_db()
    assert order.refunded == 6125
    note = order.notes.get(facts__sentence="guard_overridden")
    assert note.text.endswith("Lost a second time")


def test_an_agent_is_refused_with_a_sentence_too(seat: Seat) -> None:
    order, _child = _replaced()
    assert _refund(seat(), order, override="Please").status_code == 409
    order.refresh_from_db()
    assert order.refunded == 0


def test_where_the_recipe_only_warns_the_refund_goes_through(seat: Seat) -> None:
    order, _child = _replaced("wrong_item_kept")
    assert _refund(seat(), order).status_code == 302

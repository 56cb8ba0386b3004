"""A double click, or going back and sending again, does it once; a change is asked about."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.notes.models import Note
from orderkin.orders.models import Order, Payment, Shipment
from tests.makers import make_order

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form on a page."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name in {"key", "version"}}


def test_a_payment_clicked_twice_is_received_once(seat: Seat) -> None:
    order, agent = make_order(), seat()
    place = f"/orders/{order.number}/payments/new/"
    sent = {"amount": "1.00", **hidden(agent.get(place).content.decode())}
    assert set(sent) == {"amount", "key", "version"}
    assert [agent.post(place, sent).status_code for _ in range(2)] == [302, 302]
    assert Payment.objects.count() == 1


def test_a_parcel_clicked_twice_is_one_parcel(seat: Seat) -> None:
    order, agent = make_order(("LAMP", 2)), seat()
    place, line = f"/orders/{order.number}/shipments/new/", order.lines.get().pk
    sent = {"carrier": "DHL", f"line-{line}": 2, **hidden(agent.get(place).content.decode())}
    assert [agent.post(place, sent).status_code for _ in range(2)] == [302, 302]
    assert Shipment.objects.count() == 1


def test_going_back_and_changing_a_note_asks_before_it_is_written_too(seat: Seat) -> None:
    order, agent = make_order(), seat()
    place = f"/orders/{order.number}/notes/new/"
    first = {"kind": "general", "text": "One.", **hidden(agent.get(place).content.decode())}
    agent.post(place, first)
    asked = agent.post(place, {**first, "text": "Two."})
    page = asked.content.decode()
    assert asked.status_code == 409
    assert "sent before" in page
    assert "Two." in page
    again = {**first, "text": "Two.", **hidden(page)}
    assert again["key"] != first["key"]
    assert agent.post(place, again).status_code == 302
    assert set(Note.objects.values_list("text", flat=True)) == {"One.", "Two."}


def test_going_back_and_changing_a_related_order_asks_too(seat: Seat) -> None:
    order, agent = make_order(), seat()
    place = f"/orders/{order.number}/related-orders/new/"
    agent.post(place, {"key": "mine"})
    asked = agent.post(place, {"key": "mine", "customer_service_notes": "Two."})
    assert asked.status_code == 409
    assert hidden(asked.content.decode())["key"] != "mine"
    assert Order.objects.count() == 2


def test_a_form_that_got_no_answer_is_told_what_was_done(seat: Seat) -> None:
    order, agent = make_order(), seat()
    assert "Nothing was made" in agent.get("/intents/mine/").content.decode()
    typed = {"kind": "general", "text": "One.", "key": "mine"}
    agent.post(f"/orders/{order.number}/notes/new/", typed)
    assert f"done on order {order.number}" in agent.get("/intents/mine/").content.decode()

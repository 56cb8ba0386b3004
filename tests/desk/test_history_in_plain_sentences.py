"""Every event an order can have is told in a sentence, and times are the reader's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

import orderkin
from orderkin.desk.history import SENTENCES, Said, sentence
from orderkin.orders.actions.hold_order import hold_order
from tests.makers import AT, make_actor, make_employee, make_order

KINDS = re.compile(r'"(order\.[a-z_]+)"')


def _recorded() -> set[str]:
    root = Path(orderkin.__file__).parent
    files = [
        file
        for name in ("orders", "families", "notes", "imports")
        for file in root.glob(f"{name}/**/*.py")
    ]
    return {kind for file in files for kind in KINDS.findall(file.read_text())}


def test_every_kind_of_event_has_a_sentence() -> None:
    assert _recorded() - set(SENTENCES) == set()


def test_amounts_in_the_history_are_amounts() -> None:
    data = {"amount": 1250, "currency": "EUR"}
    assert sentence("order.paid", data, "EUR", "en_US") == "Payment of €12.50 received."


@pytest.mark.parametrize(
    ("email", "door", "by"),
    [
        ("system", "system", "System"),
        ("maja@shop.example", "desk", "maja@shop.example"),
        ("maja@shop.example", "api", "maja@shop.example · API"),
    ],
)
def test_who_did_it_is_said_once(email: str, door: str, by: str) -> None:
    assert Said(AT, "Order created.", email, door).by == by


@pytest.mark.django_db(transaction=True)
def test_the_history_is_told_on_the_readers_clock(seat: Callable[..., Client]) -> None:
    order = make_order()
    hold_order(actor=make_actor(), number=order.number, reason="No street", at=AT)
    tokyo = make_employee("Kei Mori", zone="Asia/Tokyo")
    page = seat(employee=tokyo).get(f"/orders/{order.number}/").text
    assert "Set on hold: No street" in page
    assert "2 Mar 2026, 18:30" in page

"""A hundred wrong PINs at the same moment are five guesses."""

from __future__ import annotations

import time
from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from argon2.exceptions import VerificationError

from orderkin.client import pins
from orderkin.client.models import SecurityPin
from orderkin.families.actions import create_related_order as action
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotAllowed
from orderkin.orders.models import Order
from tests.faults.storms import Target, served_here, storm
from tests.makers import give_pin, give_token, make_actor, make_order, set_settings

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
GUESSES = 100


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts every time a hash is really compared with a guess."""
    counted: Counter[str] = Counter()
    real = pins._HASHER

    class Counting:
        def verify(self, *args: Any) -> bool:
            counted["guesses"] += 1
            return real.verify(*args)

        def hash(self, *args: Any) -> str:
            return real.hash(*args)

    monkeypatch.setattr(pins, "_HASHER", Counting())
    return counted


def guess(url: str) -> Counter[str]:
    """A hundred wrong PINs at once; how often each code was answered."""
    maja, parent = make_actor(), make_order()
    give_pin(maja)
    set_settings(require_pin_for_related_orders=True)
    target = Target(url, give_token(maja))
    place = f"/orders/{parent.number}/related-orders"
    answers = storm(
        GUESSES,
        lambda n: target.post(place, {}, Idempotency_Key=f"{n}", Security_Pin=f"{700000 + n}"),
    )
    assert {answer.status_code for answer in answers} == {403}
    assert Order.objects.count() == 1
    return Counter(answer.json()["code"] for answer in answers)


def check_five(codes: Counter[str]) -> None:
    assert codes == {"pin_wrong": 5, "pin_locked": 95}


def test_a_hundred_wrong_pins_at_a_real_server_are_five_guesses(live_url: str) -> None:
    check_five(guess(live_url))


def test_only_five_of_a_hundred_wrong_pins_are_compared(verified: Counter[str]) -> None:
    with served_here() as url:
        check_five(guess(url))
    assert verified["guesses"] == 5


def test_the_check_sees_a_counter_that_reads_then_writes(
    monkeypatch: pytest.MonkeyPatch, verified: Counter[str]
) -> None:
    def read_then_write(*, actor: Actor, pin: str, at: datetime) -> None:
        row = SecurityPin.objects.get(employee_id=actor.employee_id or 0)
        if row.attempts >= 5:
            raise NotAllowed("Locked.", code="pin_locked")
        time.sleep(0.02)
        try:
            pins._HASHER.verify(row.digest, pins._peppered(pin))
        except VerificationError:
            row.attempts += 1
            row.save(update_fields=["attempts"])
            raise NotAllowed("Wrong.", code="pin_wrong") from None

    monkeypatch.setattr(action, "prove_pin", read_then_write)
    with served_here() as url, pytest.raises(AssertionError):
        check_five(guess(url))
    assert verified["guesses"] > 5

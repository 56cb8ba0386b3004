"""P2 across kinds: one key sent to a create and to a payment at the same moment is one of them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from orderkin.families.models import Relation
from orderkin.lib.actor import Actor
from orderkin.orders import deeds, intents
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.models import Intent, Payment
from tests.faults.storms import Target, served_here, storm
from tests.makers import AT, give_token, make_actor, make_order

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SIZE = 12
ROUNDS = 2


def check_one_thing(url: str) -> None:
    """Creates and payments with one key: only one kind is done, once; the other is refused."""
    target = Target(url, give_token(make_actor()))
    for turn in range(ROUNDS):
        check_one_round(target, f"both {turn}")


def check_one_round(target: Target, key: str) -> None:
    order = make_order()
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        (f"/orders/{order.number}/related-orders", {}),
        (f"/orders/{order.number}/payments", {"amount": 100}),
    )
    answers = storm(SIZE, lambda n: target.post(*asked[n % 2], Idempotency_Key=key))
    made = Relation.objects.filter(parent_id=order.pk).count()
    paid = Payment.objects.filter(order=order).count()
    assert (made, paid) in {(1, 0), (0, 1)}, f"{made} made and {paid} paid with one key"
    lost = [(one.status_code, one.json()["code"]) for one in answers[made::2]]
    assert {one.status_code for one in answers[1 - made :: 2]} == {201}
    assert set(lost) == {(422, "key_reused")}


def test_a_create_and_a_payment_with_one_key_are_one_of_them(live_url: str) -> None:
    check_one_thing(live_url)


def test_the_check_sees_keys_that_do_not_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deeds, "_reserve", lambda deed, about: None)
    with served_here() as url, pytest.raises(AssertionError, match="1 made and 1 paid"):
        check_one_thing(url)


def test_the_check_sees_keys_that_are_only_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted look: each side reads the other's table, and neither sees what is uncommitted."""
    if connection.vendor == "sqlite":
        pytest.skip("only on PostgreSQL: writers on SQLite wait in line before they look")

    def look(deed: int, about: Sequence[object]) -> None:
        found = Intent.objects.filter(key=about[0]).exists()
        time.sleep(0.2)
        if found:
            raise intents.key_reused()

    monkeypatch.setattr(deeds, "_reserve", look)
    with served_here() as url, pytest.raises(AssertionError, match="1 made and 1 paid"):
        check_one_thing(url)


def test_the_check_passes_here_without_the_planted_faults() -> None:
    with served_here() as url:
        check_one_thing(url)


def test_the_key_of_a_payment_uses_up_no_number(maja: Actor) -> None:
    first = make_order()
    receive_payment(actor=maja, number=first.number, amount=1, method="", key="mine", at=AT)
    assert int(make_order().number) == int(first.number) + 1

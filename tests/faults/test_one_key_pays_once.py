"""P2 for what is done to an order: fifty times the same payment is one payment."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import transaction

from orderkin.activity.models import Event
from orderkin.api import order_verbs
from orderkin.lib.actor import Actor
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.deeds import Done, find_deed, take_deed
from orderkin.orders.models import Order, Payment
from tests.faults.storms import Target, served_here, storm
from tests.makers import give_token, make_actor, make_order

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SIZE = 50


def check_one_payment(url: str) -> None:
    """Fifty payments with one key: one row, one event, fifty equal answers, one no replay."""
    order, target = make_order(), Target(url, give_token(make_actor()))
    body = {"amount": 100, "method": "Card"}
    place = f"/orders/{order.number}/payments"
    answers = storm(SIZE, lambda n: target.post(place, body, Idempotency_Key="storm"))
    told = {(answer.status_code, answer.text) for answer in answers}
    assert len(told) == 1, f"{len(told)} different answers: {sorted(told)[:2]}"
    assert answers[0].status_code == 201
    assert Payment.objects.filter(order=order).count() == 1
    assert Order.objects.get(pk=order.pk).paid == 100
    assert Event.objects.filter(subject_id=order.pk, kind="order.paid").count() == 1
    assert sum("idempotent-replayed" not in one.headers for one in answers) == 1


def test_fifty_payments_with_one_key_are_one_payment(live_url: str) -> None:
    check_one_payment(live_url)


def test_fifty_payments_with_keys_of_their_own_are_fifty(live_url: str) -> None:
    order, target = make_order(), Target(live_url, give_token(make_actor()))
    place, body = f"/orders/{order.number}/payments", {"amount": 100}
    answers = storm(SIZE, lambda n: target.post(place, body, Idempotency_Key=f"key {n}"))
    assert {answer.status_code for answer in answers} == {201}
    assert Order.objects.get(pk=order.pk).paid == SIZE * 100


def test_the_check_sees_a_key_that_is_looked_for_and_written_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def look_first(*, key: str, actor: Actor, number: str, at: Any, **told: Any) -> Done:
        if known := find_deed(key=key, actor=actor):
            return known
        done = receive_payment(actor=actor, number=number, at=at, **told)
        time.sleep(0.05)
        with transaction.atomic():
            take_deed(key=key, verb="", number=number, asked=None, actor=actor, at=at)
        return done

    monkeypatch.setattr(order_verbs, "receive_payment", look_first)
    with served_here() as url, pytest.raises(AssertionError):
        check_one_payment(url)


def test_the_check_passes_here_without_the_planted_fault() -> None:
    with served_here() as url:
        check_one_payment(url)

"""P2: fifty times the same request is one order and fifty equal answers."""

from __future__ import annotations

import time
import uuid
from datetime import datetime
from typing import Any

import httpx
import pytest
from django.db import connection, transaction

from orderkin.families.actions import create_related_order as action
from orderkin.families.models import Relation
from orderkin.lib.actor import Actor
from orderkin.orders.intents import Taken, find_intent, take_intent
from orderkin.orders.models import Order
from orderkin.sql import execute
from tests.faults.storms import Target, served_here, storm
from tests.makers import give_token, make_actor, make_order

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SIZE = 50


def check_one_key(url: str) -> None:
    """Fifty Creates with one key: one order, fifty equal answers, nothing failed."""
    parent, target = make_order(), Target(url, give_token(make_actor()))
    place = f"/orders/{parent.number}/related-orders"
    body = {
        "lines": [{"parent_line": parent.lines.get(sku="LAMP").pk, "price_basis": "free"}],
        "customer_service_notes": "The shade is cracked.",
    }
    answers = storm(SIZE, lambda n: target.post(place, body, Idempotency_Key="storm"))
    told = {(answer.status_code, answer.text) for answer in answers}
    assert len(told) == 1, f"{len(told)} different answers: {sorted(told)[:3]}"
    assert answers[0].status_code == 201
    assert Relation.objects.filter(parent=parent).count() == 1
    assert Order.objects.count() == 2
    assert fresh(answers) == 1, "only one answer is no replay"


def fresh(answers: list[httpx.Response]) -> int:
    return sum("idempotent-replayed" not in answer.headers for answer in answers)


def test_fifty_creates_with_one_key_are_one_order(live_url: str) -> None:
    check_one_key(live_url)


def test_fifty_creates_with_keys_of_their_own_are_fifty_orders(live_url: str) -> None:
    parent, target = make_order(), Target(live_url, give_token(make_actor()))
    place = f"/orders/{parent.number}/related-orders"
    # Sold, not given: what was bought once is made good once.
    body = {"lines": [{"sku": "LAMP", "price_basis": "today"}]}
    answers = storm(SIZE, lambda n: target.post(place, body, Idempotency_Key=f"key {n}"))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["number"] for answer in answers}) == SIZE
    assert Relation.objects.filter(parent=parent, root=parent).count() == SIZE
    assert parent.lines.get(sku="LAMP").product.stock.committed == SIZE + 2  # type: ignore[union-attr]


def test_the_check_sees_a_key_that_is_written_after_the_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real_create = action._create

    def look_then_take(*, key: str, digest: str, actor: Actor, at: datetime) -> Taken:
        known = find_intent(key=key, actor=actor)
        return known or take_intent(key=str(uuid.uuid4()), digest=digest, actor=actor, at=at)

    def key_afterwards(actor: Actor, number: str, wish: Any, key: str, *rest: Any) -> Any:
        made = real_create(actor, number, wish, key, *rest)
        time.sleep(0.05)
        if not made.replayed:
            write_key(key, actor, made.number)
        return made

    monkeypatch.setattr(action, "take_intent", look_then_take)
    monkeypatch.setattr(action, "_create", key_afterwards)
    with served_here() as url, pytest.raises(AssertionError):
        check_one_key(url)


def write_key(key: str, actor: Actor, number: str) -> None:
    """The planted late key: its own transaction, after the order's."""
    now = connection.ops.adapt_datetimefield_value(datetime.fromisoformat("2026-03-02T09:30+00:00"))
    with transaction.atomic():
        execute(
            "INSERT INTO orders_intent (key, body_digest, employee_id, at)"
            " VALUES (%s, '', NULL, %s) ON CONFLICT (key) DO NOTHING",
            [f"{actor.employee_id}:{key}", now],
        )


def test_the_check_passes_here_without_the_planted_fault() -> None:
    with served_here() as url:
        check_one_key(url)

"""When a Security PIN is required, the API makes nothing without a valid one."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from orderkin.client.models import SecurityPin
from orderkin.families.models import Relation
from orderkin.lib.actor import Actor
from orderkin.orders.models import Order
from tests.api.door import Program
from tests.makers import PIN, give_pin, make_actor, make_order, set_settings


@pytest.fixture
def place(db: None) -> str:
    """Where a related order would be created, with the setting on."""
    set_settings(require_pin_for_related_orders=True)
    return f"/orders/{make_order().number}/related-orders"


def refused(answer: Any) -> tuple[int, str]:
    assert Order.objects.count() == 1, "nothing was made"
    return answer.status_code, answer.json()["code"]


def test_without_a_pin_it_is_asked_for(program: Program, maja: Actor, place: str) -> None:
    give_pin(maja)
    assert refused(program.post(place, {})) == (403, "pin_required")


def test_who_never_set_one_is_told_who_can(program: Program, place: str) -> None:
    for pin in (None, PIN):
        answer = program.post(place, {}, pin=pin)
        assert refused(answer) == (403, "pin_not_set")
        assert "Client Admin" in answer.json()["detail"]


def test_a_wrong_one_tells_the_tries_left_until_it_is_locked(
    program: Program, maja: Actor, place: str
) -> None:
    give_pin(maja)
    told = [program.post(place, {}, pin="111222") for _ in range(7)]
    assert [refused(one)[1] for one in told] == ["pin_wrong"] * 5 + ["pin_locked"] * 2
    assert [one.json().get("tries_left") for one in told[:5]] == [4, 3, 2, 1, 0]
    assert refused(program.post(place, {}, pin=PIN)) == (403, "pin_locked")


def test_the_right_one_after_a_wrong_one_creates_with_the_same_key(
    program: Program, maja: Actor, place: str
) -> None:
    give_pin(maja)
    assert refused(program.post(place, {}, pin="111222", key="mine")) == (403, "pin_wrong")
    assert program.post(place, {}, pin=PIN, key="mine").status_code == 201
    assert SecurityPin.objects.get().attempts == 0


def test_after_a_quarter_of_an_hour_it_opens_again(
    program: Program, maja: Actor, place: str
) -> None:
    give_pin(maja)
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False) as clock:
        for _ in range(5):
            program.post(place, {}, pin="111222")
        clock.shift(14 * 60)
        assert refused(program.post(place, {}, pin=PIN)) == (403, "pin_locked")
        clock.shift(2 * 60)
        assert program.post(place, {}, pin=PIN).status_code == 201


def test_the_pin_of_somebody_else_is_wrong(program: Program, maja: Actor, place: str) -> None:
    give_pin(maja)
    give_pin(make_actor("Noor Haddad"), "924183")
    assert refused(program.post(place, {}, pin="924183")) == (403, "pin_wrong")


def test_a_dry_run_says_that_it_will_be_asked_and_why(program: Program, place: str) -> None:
    asked = program.post(f"{place}?preview=true", {}).json()["approvals"]
    assert (asked["pin_needed"], asked["pin_why"], asked["pin_limit"]) == (True, "setting", None)


def test_above_a_cap_a_second_person_approves_with_their_own_pin(
    program: Program, maja: Actor
) -> None:
    set_settings(customer_cap_value={"EUR": 100}, customer_cap_needs_approval=True)
    ida = make_actor("Ida Berg", role="client_admin")
    give_pin(ida, "924183")
    parent = make_order()
    place = f"/orders/{parent.number}/related-orders"
    body: dict[str, Any] = {"lines": [{"sku": "LAMP", "price_basis": "free"}]}
    assert refused(program.post(place, body)) == (403, "approval_required")
    body["approval"] = {"email": ida.email, "pin": "000111"}
    assert refused(program.post(place, body)) == (403, "pin_wrong")
    body["approval"] = {"email": "nobody@shop.example", "pin": "924183"}
    assert refused(program.post(place, body)) == (404, "unknown_employee")
    body["approval"] = {"email": ida.email.upper(), "pin": "924183"}
    assert program.post(place, body).status_code == 201
    assert Relation.objects.get().approver_email == ida.email

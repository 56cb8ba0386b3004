"""Every request that makes something carries a key, and a repeat is told that it is one."""

from __future__ import annotations

from typing import Any

import pytest

from orderkin.api.door import api
from orderkin.orders.models import Order
from tests.api.door import Program
from tests.makers import make_order

# What makes nothing new: it sets a state or a link that is there once, whoever asks how often.
STATES = {"hold", "cancellation", "undo", "link"}
BODIES: dict[str, dict[str, Any]] = {
    "notes": {"text": "Ring twice."},
    "payments": {"amount": 1000},
    "refunds": {"amount": 500},
    "shipments": {"carrier": "DHL"},
}


@pytest.fixture
def order(db: None, program: Program) -> Order:
    """An order that was paid for in part."""
    order = make_order()
    program.post(f"/orders/{order.number}/payments", {"amount": 3000})
    return order


@pytest.mark.parametrize("place", BODIES)
def test_a_repeat_answers_the_same_and_says_so(program: Program, order: Order, place: str) -> None:
    first = program.post(f"/orders/{order.number}/{place}", BODIES[place], key="mine")
    again = program.post(f"/orders/{order.number}/{place}", BODIES[place], key="mine")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"


def test_units_come_back_once_per_key(program: Program, order: Order) -> None:
    program.post(f"/orders/{order.number}/shipments", {})
    body = {"units": [{"line": order.lines.get(sku="LAMP").pk, "quantity": 1}], "restock": True}
    first = program.post(f"/orders/{order.number}/returns", body, key="mine").json()
    again = program.post(f"/orders/{order.number}/returns", body, key="mine").json()
    assert [one["lines"][0]["returned"] for one in (first, again)] == [1, 1]


@pytest.mark.parametrize("place", BODIES)
def test_another_body_with_the_same_key_is_refused(
    program: Program, order: Order, place: str
) -> None:
    program.post(f"/orders/{order.number}/{place}", BODIES[place], key="mine")
    change = {"text": "No."} if place == "notes" else {"version": 1}
    other = {**BODIES[place], **change}
    answer = program.post(f"/orders/{order.number}/{place}", other, key="mine")
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


def test_the_same_key_for_another_order_is_refused(program: Program, order: Order) -> None:
    program.post(f"/orders/{order.number}/notes", BODIES["notes"], key="mine")
    answer = program.post(f"/orders/{make_order().number}/notes", BODIES["notes"], key="mine")
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


def test_an_unknown_order_is_not_found_and_its_key_stays_free(program: Program) -> None:
    answer = program.post("/orders/31337/notes", BODIES["notes"], key="mine")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert program.get("/idempotency/mine").json()["state"] == "not_done"


def test_what_was_done_is_told_by_its_key(program: Program, order: Order) -> None:
    program.post(f"/orders/{order.number}/payments", BODIES["payments"], key="mine")
    told = program.get("/idempotency/mine").json()
    assert (told["state"], told["order"]) == ("done", order.number)


def test_every_request_that_makes_something_needs_a_key(program: Program, order: Order) -> None:
    asked = {
        path: operations["post"]
        for path, operations in api.get_openapi_schema()["paths"].items()
        if "post" in operations and operations["post"]["operationId"] not in STATES
    }
    assert len(asked) == 7
    for path, operation in asked.items():
        names = {one["name"] for one in operation["parameters"]}
        assert "Idempotency-Key" in names, path


@pytest.mark.parametrize("place", [*BODIES, "related-orders"])
def test_without_a_key_nothing_is_made(program: Program, order: Order, place: str) -> None:
    answer = program.post(f"/orders/{order.number}/{place}", BODIES.get(place, {}), key=None)
    assert (answer.status_code, answer.json()["code"]) == (400, "key_required")

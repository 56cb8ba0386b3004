"""Orders are created, edited, held, canceled, paid, shipped and noted over the API."""

from __future__ import annotations

from typing import Any

import pytest

from orderkin.orders.models import Order
from tests.api.door import Program
from tests.makers import make_order, make_range, make_shop


@pytest.fixture
def order(db: None) -> Order:
    """Åse's order."""
    return make_order()


def draft() -> dict[str, Any]:
    make_range()
    return {
        "channel": make_shop().phone.name,
        "currency": "EUR",
        "customer_name": "Åse Lindqvist",
        "shipping_address": {"name": "Åse Lindqvist", "city": "Kalmar", "country": "SE"},
        "lines": [{"sku": "SHELF", "quantity": 2}, {"sku": "BULB", "price_basis": "free"}],
        "shipping_charge": 490,
        "tax_rate": 2500,
    }


def test_an_order_is_created_once_per_key(program: Program) -> None:
    first = program.post("/orders", draft(), key="mine")
    again = program.post("/orders", draft(), key="mine")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    order = program.get(first.headers["Location"].removeprefix("/api/v1")).json()
    assert first.json() == order
    assert [line["sku"] for line in order["lines"]] == ["SHELF", "BULB"]
    assert order["totals"]["total"] == (7998 + 2000) + (490 + 123), "tax is rounded per line"
    assert order["totals"]["given_free"] == 590


def test_another_order_with_the_same_key_is_refused(program: Program) -> None:
    program.post("/orders", draft(), key="mine")
    answer = program.post("/orders", {**draft(), "shipping_charge": 0}, key="mine")
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"channel": "No such"}, 404, "unknown_channel"),
        ({"currency": "XYZ"}, 422, "unknown_currency"),
        ({"customer_id": 31337}, 404, "not_found"),
        ({"lines": [{"sku": "NO-SUCH"}]}, 422, "unknown_sku"),
        ({"lines": [{"sku": "BULB", "quantity": 0}]}, 422, "invalid"),
        ({"lines": [{"sku": "BULB", "price_basis": "custom"}]}, 422, "invalid"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    program: Program, change: dict[str, Any], status: int, code: str
) -> None:
    answer = program.post("/orders", {**draft(), **change}, key="mine")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Order.objects.count() == 0
    assert program.get("/idempotency/mine").json()["state"] == "not_done"


def test_lines_and_addresses_are_edited_while_unshipped(program: Program, order: Order) -> None:
    lamp = order.lines.get(sku="LAMP").pk
    change = {
        "version": order.version,
        "quantities": [{"line": lamp, "quantity": 3}],
        "add": [{"sku": "BULB"}],
        "shipping_address": {"name": "Åse Lindqvist", "city": "Växjö"},
    }
    edited = program.send("PATCH", f"/orders/{order.number}", change).json()
    assert [(x["sku"], x["quantity"]) for x in edited["lines"]] == [
        ("LAMP", 3),
        ("SHELF", 1),
        ("BULB", 1),
    ]
    assert edited["shipping_address"]["city"] == "Växjö"
    stale = program.send("PATCH", f"/orders/{order.number}", change)
    assert (stale.status_code, stale.json()["code"]) == (409, "order_changed")


def test_a_hold_keeps_an_order_until_it_is_released(program: Program, order: Order) -> None:
    place = f"/orders/{order.number}"
    held = program.post(f"{place}/hold", {"reason": "Address unclear"}).json()
    assert (held["status"], held["hold"]["reason"]) == ("on_hold", "Address unclear")
    answer = program.post(f"{place}/shipments", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_status")
    released = program.send("DELETE", f"{place}/hold").json()
    assert (released["status"], released["hold"]) == ("in_process", None)


def test_a_canceled_order_says_why_and_ships_no_more(program: Program, order: Order) -> None:
    place = f"/orders/{order.number}"
    assert program.post(f"{place}/cancellation", {"reason": ""}).json()["code"] == "reason_required"
    assert program.post(f"{place}/cancellation", {"reason": "Twice"}).json()["status"] == "canceled"
    assert program.post(f"{place}/shipments", {}).json()["order_status"] == "canceled"


def test_money_comes_in_and_goes_back(program: Program, order: Order) -> None:
    place = f"/orders/{order.number}"
    too_much = program.post(f"{place}/payments", {"amount": 17250, "method": "Card"})
    assert (too_much.status_code, too_much.json()["balance"]) == (409, 17249)
    paid = program.post(f"{place}/payments", {"amount": 17249, "method": "Card"}).json()
    assert paid["payment_status"] == "charged"
    lamp = order.lines.get(sku="LAMP").pk
    refund = {"amount": 6125, "units": [{"line": lamp, "quantity": 1}]}
    back = program.post(f"{place}/refunds", refund).json()
    assert (back["totals"]["refunded"], back["lines"][0]["refunded"]) == (6125, 1)


def test_what_shipped_can_come_back(program: Program, order: Order) -> None:
    place = f"/orders/{order.number}"
    assert program.post(f"{place}/shipments", {}).json()["shipping_status"] == "fully_shipped"
    lamp = order.lines.get(sku="LAMP").pk
    units = {"units": [{"line": lamp, "quantity": 1}], "restock": True}
    assert program.post(f"{place}/returns", units).json()["lines"][0]["returned"] == 1


def test_notes_of_three_kinds_are_added(program: Program, order: Order) -> None:
    for kind in ("general", "customer_service", "customer_instructions"):
        body = {"kind": kind, "text": f"A {kind} note"}
        answer = program.post(f"/orders/{order.number}/notes", body)
        assert answer.status_code == 201
    kinds = {note["kind"] for note in answer.json()["notes"]}
    assert kinds == {"general", "customer_service", "customer_instructions"}


def test_a_related_order_is_undone_and_orders_are_linked_moved_and_unlinked(
    program: Program, order: Order
) -> None:
    child = program.post(f"/orders/{order.number}/related-orders", {}).json()["number"]
    undone = program.post(f"/orders/{child}/undo").json()["members"]
    assert [member["status"] for member in undone] == ["in_process", "void"]
    other, third = make_order().number, make_order().number
    body = {"parent": order.number, "reason": "One case"}
    assert program.post(f"/orders/{other}/parent", body).json()["parent"] == order.number
    circle = program.post(f"/orders/{order.number}/parent", {"parent": other, "reason": "x"})
    assert (circle.status_code, circle.json()["code"]) == (409, "would_cycle")
    moved = program.send("PUT", f"/orders/{other}/parent", {"parent": third, "reason": "Not his"})
    assert moved.json()["root"] == third
    alone = program.send("DELETE", f"/orders/{other}/parent?reason=Neither")
    assert (alone.json()["root"], alone.json()["parent"]) == (other, None)

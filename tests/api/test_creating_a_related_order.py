"""A related order over the API: the child, both sides of the family, and the same again."""

from __future__ import annotations

from typing import Any

from orderkin.client.models import Employee
from orderkin.families.models import Relation
from orderkin.orders.models import Order
from tests.api.door import Program
from tests.makers import make_order, make_shop


def place_of(parent: Order) -> str:
    return f"/orders/{parent.number}/related-orders"


def read(program: Program, number: str) -> Any:
    answer = program.get(f"/orders/{number}")
    assert answer.status_code == 200
    return answer.json()


def test_creating_with_nothing_filled_in_makes_an_empty_child(program: Program) -> None:
    parent = make_order()
    answer = program.post(place_of(parent))
    child = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/orders/{child['number']}"
    assert (child["parent"], child["kind"], child["lines"]) == (parent.number, "related", [])
    assert child["number"] != parent.number


def test_the_child_takes_over_customer_addresses_company_channel_and_currency(
    program: Program,
) -> None:
    parent = make_order(currency="EUR", shop=make_shop("Lumen"))
    child = read(program, program.post(place_of(parent), {}).json()["number"])
    taken = ("customer", "billing_address", "shipping_address", "company", "channel", "currency")
    before = read(program, parent.number)
    assert {name: child[name] for name in taken} == {name: before[name] for name in taken}


def test_both_orders_show_the_link_and_the_sentence(program: Program) -> None:
    parent = make_order()
    number = program.post(place_of(parent), {}).json()["number"]
    child, before = read(program, number), read(program, parent.number)
    assert child["family"]["parent"] == parent.number
    assert before["family"]["children"] == [number]
    for side in (child, before):
        told = [note["text"] for note in side["notes"] if note["system"]]
        assert len(told) == 1
        assert told[0].startswith(f"Related order {number} created by maja.holm@shop.example on ")


def test_the_typed_note_is_a_customer_service_note_of_the_child(program: Program) -> None:
    parent = make_order()
    body = {"customer_service_notes": "Åse bekam ein Regal ohne Schlüssel. بدون مفتاح"}
    child = read(program, program.post(place_of(parent), body).json()["number"])
    typed = [note for note in child["notes"] if note["kind"] == "customer_service"]
    assert [note["text"] for note in typed] == [body["customer_service_notes"]]
    assert typed[0]["author"] == "maja.holm@shop.example"


def test_a_free_line_keeps_its_list_price_and_is_charged(program: Program) -> None:
    parent = make_order()
    lamp = parent.lines.get(sku="LAMP")
    body = {"lines": [{"parent_line": lamp.pk, "price_basis": "free"}], "reason": "damaged"}
    child = program.post(place_of(parent), body).json()
    assert (child["total"], child["given_free"]) == (0, 4900)
    assert (child["lines"][0]["unit_price"], child["lines"][0]["list_price"]) == (0, 4900)
    assert (child["payment_status"], child["reason"]) == ("charged", "damaged")
    shipped = program.post(f"/orders/{child['number']}/shipments", {"carrier": "PostNord"})
    assert shipped.json()["shipping_status"] == "fully_shipped"
    assert shipped.json()["status"] == "completed"


def test_a_kit_is_opened_to_its_components(program: Program) -> None:
    parent = make_order()
    body = {"lines": [{"parent_line": parent.lines.get(sku="SHELF").pk}]}
    child = read(program, program.post(place_of(parent), body).json()["number"])
    shelf = child["lines"][0]
    assert [part["sku"] for part in shelf["components"]] == ["BOARD", "BAG"]
    assert [part["sku"] for part in shelf["components"][1]["components"]] == ["SCREW", "KEY"]
    assert sum(part["share"] for part in shelf["components"]) == shelf["total"]


def test_a_component_and_any_product_can_be_sent(program: Program) -> None:
    parent = make_order()
    screw = parent.lines.get(sku="SCREW")
    lines = [
        {"parent_line": screw.pk, "quantity": 2, "price_basis": "free"},
        {"sku": "BULB", "price_basis": "custom", "unit_price": 300, "price_reason": "Promised"},
    ]
    child = program.post(place_of(parent), {"lines": lines}).json()
    assert [(line["sku"], line["quantity"], line["total"]) for line in child["lines"]] == [
        ("SCREW", 2, 0),
        ("BULB", 1, 300),
    ]


def test_the_same_key_and_body_answer_the_same_again(program: Program) -> None:
    parent = make_order()
    body = {"lines": [{"sku": "LAMP", "price_basis": "free"}], "customer_service_notes": "Cracked."}
    first = program.post(place_of(parent), body, key="mine")
    again = program.post(place_of(parent), body, key="mine")
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Location"] == first.headers["Location"]
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Relation.objects.filter(parent=parent).count() == 1


def test_the_same_key_with_another_body_is_refused(program: Program) -> None:
    parent = make_order()
    program.post(place_of(parent), {"customer_service_notes": "One"}, key="mine")
    answer = program.post(place_of(parent), {"customer_service_notes": "Two"}, key="mine")
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    other = program.post(place_of(make_order()), {"customer_service_notes": "One"}, key="mine")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_a_key_is_required(program: Program) -> None:
    parent = make_order()
    for key in (None, "   "):
        answer = program.post(place_of(parent), {}, key=key)
        assert (answer.status_code, answer.json()["code"]) == (400, "key_required")
    assert not Relation.objects.exists()


def test_an_unknown_order_is_not_found(program: Program) -> None:
    answer = program.post("/orders/31337/related-orders", {})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.json()["number"] == "31337"


def test_a_void_order_gets_no_related_order(program: Program) -> None:
    parent = make_order()
    Order.objects.filter(pk=parent.pk).update(status="void")
    answer = program.post(place_of(parent), {})
    assert (answer.status_code, answer.json()["code"]) == (409, "parent_not_open")
    assert answer.json()["order_status"] == "void"


def test_a_line_of_another_order_is_refused(program: Program) -> None:
    parent, other = make_order(), make_order()
    body = {"lines": [{"parent_line": other.lines.get(sku="LAMP").pk}]}
    answer = program.post(place_of(parent), body)
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_line")
    assert answer.json()["field"] == "lines.0.parent_line"


def test_who_only_reads_may_not_create(viewer: Program) -> None:
    parent = make_order()
    answer = viewer.post(place_of(parent), {})
    assert (answer.status_code, answer.json()["code"]) == (403, "right_missing")
    assert "Agent" in answer.json()["detail"]


def test_a_revoked_token_and_a_retired_employee_are_outside(program: Program) -> None:
    parent = make_order()
    Employee.objects.update(is_active=False)
    answer = program.post(place_of(parent), {})
    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert not Relation.objects.exists()


def test_a_grandchild_belongs_to_the_same_root(program: Program) -> None:
    root = make_order()
    child = program.post(place_of(root), {}).json()["number"]
    grandchild = program.post(f"/orders/{child}/related-orders", {}).json()["number"]
    family = program.get(f"/orders/{grandchild}/family").json()
    assert family["root"] == root.number
    assert [(m["number"], m["parent"], m["depth"]) for m in family["members"]] == [
        (root.number, None, 0),
        (child, root.number, 1),
        (grandchild, child, 2),
    ]

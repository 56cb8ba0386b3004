"""An order, its family and lists of orders as a program reads them."""

from __future__ import annotations

from datetime import timedelta

from orderkin.notes.actions.add_note import add_note
from orderkin.orders.models import Order
from tests.api.door import Program
from tests.makers import AT, make_actor, make_customer, make_order


def test_amounts_are_minor_units_and_times_utc(program: Program) -> None:
    order = program.get(f"/orders/{make_order().number}").json()
    assert order["placed_at"] == "2026-03-02T09:30:00Z"
    assert (order["currency"], order["total"]) == ("EUR", 17249)
    assert order["totals"] == {
        "subtotal": 13799,
        "discount": 0,
        "shipping_charge": 0,
        "tax": 3450,
        "total": 17249,
        "paid": 0,
        "refunded": 0,
        "authorized": 0,
        "balance": 17249,
        "given_free": 0,
    }


def test_everything_of_an_order_is_in_one_answer(program: Program) -> None:
    order = make_order()
    lamp = order.lines.get(sku="LAMP").pk
    program.post(f"/orders/{order.number}/payments", {"amount": 17249, "method": "Card"})
    parcel = {"carrier": "DHL", "tracking": "JD014", "units": [{"line": lamp, "quantity": 1}]}
    program.post(f"/orders/{order.number}/shipments", parcel)
    shown = program.get(f"/orders/{order.number}").json()
    assert (shown["payment_status"], shown["shipping_status"]) == ("charged", "partially_shipped")
    assert [p["amount"] for p in shown["payments"]] == [17249]
    assert shown["shipments"][0]["units"] == [{"line": lamp, "quantity": 1}]
    assert (shown["customer"]["name"], shown["lines"][0]["shipped"]) == ("Åse Lindqvist", 1)


def test_a_note_that_travelled_names_where_it_is_from(program: Program) -> None:
    order = make_order()
    maja = make_actor("Noor Haddad")
    add_note(actor=maja, number=order.number, kind="customer_service", text="Call first", at=AT)
    body = {"travelling_notes": [order.notes.get().pk]}
    child = program.post(f"/orders/{order.number}/related-orders", body).json()["number"]
    quoted = [n for n in program.get(f"/orders/{child}").json()["notes"] if n["quoted"]]
    assert [n["text"] for n in quoted] == ["Call first"]
    assert quoted[0]["quoted"]["order"] == order.number
    assert quoted[0]["quoted"]["author_email"] == maja.email


def test_an_unknown_order_is_not_found(program: Program) -> None:
    for number in ("31337", "½", "x" * 500, "1 OR 1=1"):
        answer = program.get(f"/orders/{number}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_pages_follow_each_other_without_gap_or_double(program: Program) -> None:
    numbers = [make_order(at=AT + timedelta(minutes=n)).number for n in range(7)]
    seen, cursor = [], None
    while True:
        page = program.get("/orders", limit=3, **({"cursor": cursor} if cursor else {})).json()
        seen += [row["number"] for row in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == numbers[::-1]


def test_any_number_of_a_family_finds_the_family(program: Program) -> None:
    root = make_order()
    make_order()
    child = program.post(f"/orders/{root.number}/related-orders", {}).json()["number"]
    for number in (root.number, child):
        found = program.get("/orders", q=number).json()["items"]
        assert {row["number"] for row in found} >= {root.number, child}


def test_orders_are_found_by_name_and_operator(program: Program) -> None:
    make_order()
    theirs = make_order(customer=make_customer("Jürgen Groß"))
    assert [r["number"] for r in program.get("/orders", q="jurgen").json()["items"]] == [
        theirs.number
    ]
    Order.objects.filter(pk=theirs.pk).update(status="problem")
    held = program.get("/orders", q="status:problem").json()["items"]
    assert [row["number"] for row in held] == [theirs.number]


def test_a_made_up_cursor_is_refused(program: Program) -> None:
    answer = program.get("/orders", cursor="nonsense")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")
    assert answer.json()["field"] == "cursor"


def test_the_shop_is_listed(program: Program) -> None:
    order = make_order()
    assert [c["name"] for c in program.get("/companies").json()] == ["Almhult Hem"]
    assert {c["company"] for c in program.get("/channels").json()} == {"Almhult Hem"}
    assert "replacement" in {r["code"] for r in program.get("/recipes").json()}
    assert "damaged" in {r["code"] for r in program.get("/reasons").json()}
    shelf = program.get("/products/SHELF").json()
    assert [part["sku"] for part in shelf["components"]] == ["BOARD", "BAG"]
    assert shelf["spare_parts"] == ["SCREW"]
    assert [p["sku"] for p in program.get("/products", q="lamp").json()["items"]] == ["LAMP"]
    found = program.get("/customers", q="lindqvist").json()["items"]
    assert [customer["id"] for customer in found] == [order.customer_id]
    assert program.get(f"/customers/{order.customer_id}").json()["name"] == "Åse Lindqvist"


def test_a_token_says_whose_it_is(program: Program) -> None:
    me = program.get("/me").json()
    assert (me["email"], me["role"]) == ("maja.holm@shop.example", "agent")
    assert "create_related_order" in me["rights"]


def test_the_ledger_is_the_same_from_every_member(program: Program) -> None:
    parent = make_order()
    body = {"lines": [{"parent_line": parent.lines.get(sku="LAMP").pk, "price_basis": "free"}]}
    child = program.post(f"/orders/{parent.number}/related-orders", body).json()["number"]
    ledger = program.get(f"/orders/{parent.number}/ledger").json()
    assert program.get(f"/orders/{child}/ledger").json() == ledger
    assert [entry["number"] for entry in ledger["orders"]] == [parent.number, child]
    totals = ledger["totals"][0]
    assert (totals["currency"], totals["charged"], totals["given_free"]) == ("EUR", 17249, 4900)


def test_a_word_of_the_search_that_means_nothing_is_told(program: Program) -> None:
    told = program.get("/orders", q="status:shiped has:children").json()
    assert told["problems"] == ["status:shiped"]
    assert program.get("/orders", q="status:problem").json()["problems"] == []


def test_head_is_answered_as_get_is(program: Program) -> None:
    order = make_order()
    looked = program.client.head(f"/api/v1/orders/{order.number}", headers=program.headers)
    assert (looked.status_code, looked.content) == (200, b"")
    refused = program.client.head("/api/v1/orders/31337", headers=program.headers)
    assert refused.status_code == 404

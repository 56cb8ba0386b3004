"""Whatever is sent, the answer is a clear refusal: never a 500, and nothing is half done."""

from __future__ import annotations

from typing import Any

import pytest

from orderkin.orders.models import Intent, Order
from tests.api.door import Program
from tests.makers import make_order

HUGE = 2**63


@pytest.fixture
def place(db: None) -> str:
    """Where a related order would be created."""
    return f"/orders/{make_order().number}/related-orders"


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"customer_service_notes": "a\x00b"}, "nul_character", "customer_service_notes"),
        ({"customer_service_notes": "\ud800"}, "not_unicode", "customer_service_notes"),
        ({"customer_service_notes": "x" * 20_001}, "too_long", "customer_service_notes"),
        ({"customer_service_notes": 7}, "invalid", "customer_service_notes"),
        ({"lines": [{"parent_line": HUGE}]}, "invalid", "lines.0.parent_line"),
        ({"lines": [{"parent_line": -1}]}, "invalid", "lines.0.parent_line"),
        ({"lines": [{"sku": "LAMP", "quantity": 10**30}]}, "invalid", "lines.0.quantity"),
        ({"lines": [{"sku": "LAMP", "quantity": True}]}, "invalid", "lines.0.quantity"),
        ({"lines": [{"sku": "LAMP", "quantity": "2"}]}, "invalid", "lines.0.quantity"),
        ({"lines": [{"sku": "LAMP", "quantity": 1.5}]}, "invalid", "lines.0.quantity"),
        ({"lines": [{"sku": "LA\x00MP"}]}, "nul_character", "lines.0.sku"),
        ({"lines": [{}]}, "invalid", "lines.0"),
        ({"lines": [{"sku": "LAMP", "price": 1}]}, "unknown_field", "lines.0.price"),
        ({"lines": [{"sku": "LAMP"}] * 201}, "invalid", "lines"),
        ({"travelling_notes": [HUGE]}, "invalid", "travelling_notes.0"),
        ({"reason": "no\x00ne"}, "nul_character", "reason"),
        ({"note": "x"}, "unknown_field", "note"),
        ({"approval": {"email": "\x00", "pin": "1"}}, "nul_character", "approval.email"),
    ],
)
def test_a_fault_is_named_with_its_field(
    program: Program, place: str, body: dict[str, Any], code: str, field: str
) -> None:
    answer = program.post(place, body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["field"] == field
    assert (Order.objects.count(), Intent.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "raw", [b"{", b"\xff\xfe{}", b"[" * 100_000, b'{"a":' + b"9" * 5000 + b"}"]
)
def test_what_is_no_json_is_said_to_be_none(program: Program, place: str, raw: bytes) -> None:
    answer = program.post(place, raw=raw)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_json")


@pytest.mark.parametrize("raw", [b"[]", b"7", b'"text"', b"null", b'{"lines": null}'])
def test_json_of_another_shape_is_refused(program: Program, place: str, raw: bytes) -> None:
    answer = program.post(place, raw=raw)
    assert answer.status_code == 422, answer.content
    assert Order.objects.count() == 1


def test_a_note_of_ten_megabytes_is_refused(program: Program, place: str) -> None:
    answer = program.post(place, {"customer_service_notes": "x" * 10_000_000})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_long")


def test_a_body_beyond_what_is_read_is_refused(program: Program, place: str) -> None:
    answer = program.post(place, {"customer_service_notes": "x" * 17_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_big")


def test_right_to_left_and_combining_text_is_kept_as_it_is(program: Program, place: str) -> None:
    text = "مرحبا \u202eabc\u202c e\u0301 👩‍🔧 ｆｕｌｌ"
    number = program.post(place, {"customer_service_notes": text}).json()["number"]
    notes = program.get(f"/orders/{number}").json()["notes"]
    assert text in [note["text"] for note in notes]


def test_keys_are_text_of_a_sensible_length(program: Program, place: str) -> None:
    answer = program.post(place, {}, key="x" * 181)
    assert (answer.status_code, answer.json()["code"]) == (422, "too_long")
    assert program.post(place, {}, key="x" * 180).status_code == 201


@pytest.mark.parametrize(
    "address",
    [
        "/orders/%00",
        "/orders?q=%00",
        "/orders?cursor=%00",
        "/orders?limit=99999999999999999999",
        "/orders?limit=-1",
        "/idempotency/%00",
        "/customers/9223372036854775808",
        "/customers/0",
        "/products/%00",
        "/products?cursor=9223372036854775808",
        "/events?cursor=-1",
        "/events?cursor=99999999999999999999",
        "/events?cursor=%D9%A3",
    ],
)
def test_addresses_that_mean_nothing_are_refused(program: Program, address: str) -> None:
    answer = program.client.get(f"/api/v1{address}", headers=program.headers)
    assert answer.status_code == 422, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_odd_searches_find_nothing_and_fail_nothing(program: Program, db: None) -> None:
    make_order()
    for text in ("%", "_", "'", '"', "\\", "status:", "-", "(", "*", "NEAR(", "ﷺ", "½" * 300):
        assert program.get("/orders", q=text).status_code == 200, text


@pytest.mark.parametrize("raw", [b"null", b"[]", b'"x"', b"7"])
def test_a_body_that_is_no_object_is_told_in_plain_words(
    program: Program, place: str, raw: bytes
) -> None:
    answer = program.post(place, raw=raw)
    told = answer.json()
    assert (answer.status_code, told["code"], told["field"]) == (422, "invalid", "body")
    assert told["detail"] == "A JSON object belongs here."


def test_a_number_as_long_as_a_page_is_not_repeated(program: Program, db: None) -> None:
    answer = program.get(f"/orders/{'7' * 7000}")
    assert answer.status_code == 404
    assert len(answer.content) < 600

"""Nonsense gets a clear refusal, never a 500."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.makers import make_order

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]

ODD_ADDRESSES = [
    "/orders/%00/",
    "/orders/?q=%00",
    "/orders/?q=%FF%FE",
    "/orders/?cursor=nonsense",
    "/orders/?status=nonsense&family=nonsense",
    "/orders/" + "9" * 300 + "/",
    "/orders/\u202edrow/",
    "/customers/99999999999999999999999/",
    "/customers/?after=99999999999999999999999",
    "/customers/?q=%00",
    "/products/%00/",
    "/products/?q=%00",
    "/imports/99999999999999999999999/",
    "/intents/%00/",
    "/palette/?q=%00",
    "/product-hits/?product=x&order=nope",
    "/employees/99999999999999999999999/",
    "/invitations/zzz/zzz/",
    "/settings/?q=%00",
]


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_odd_address_is_answered(seat: Seat, address: str) -> None:
    assert seat("client_admin").get(address).status_code < 500


ODD_FORMS = [
    {"customer_service_notes": "a\x00b"},
    {"take": "l99999999999999999999"},
    {"take": "lx"},
    {"take": "l0"},
    {"take": ":", "quantity-:": "1"},
    {"take": ":NOPE"},
    {"take": ":a\x00b"},
    {"take": ":LAMP", "quantity-:LAMP": "0"},
    {"take": ":LAMP", "quantity-:LAMP": "99999999999999999999"},
    {"take": ":LAMP", "quantity-:LAMP": "one"},
    {"take": ":LAMP", "basis-:LAMP": "stolen"},
    {"take": ":LAMP", "basis-:LAMP": "custom", "price-:LAMP": "NaN"},
    {"take": ":LAMP", "basis-:LAMP": "custom", "price-:LAMP": "1"},
    {"recipe": "nope"},
    {"reason": "nope"},
    {"travel": "99999999999999999999"},
    {"kept": "77", "arrived": "NOPE"},
    {"approver": "nobody@shop.example", "approver_pin": "1"},
]


@pytest.mark.parametrize("form", ODD_FORMS, ids=str)
def test_an_odd_related_order_form_is_refused_with_a_sentence(
    seat: Seat, form: dict[str, str]
) -> None:
    page = seat().post(f"/orders/{make_order().number}/related-orders/new/", form)
    assert 400 <= page.status_code < 500
    shown = ('class="error"', 'role="alert"', 'aria-invalid="true"')
    assert any(sign in page.text for sign in shown)


def test_an_order_in_void_gets_no_related_order(seat: Seat) -> None:
    order = make_order()
    order.status = "void"
    order.save()
    assert seat().get(f"/orders/{order.number}/related-orders/new/").status_code == 409


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"%PDF-1.7", b"a,b\n1,2\n"])
def test_a_file_that_is_no_table_of_orders_is_refused(seat: Seat, content: bytes) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = seat().post("/imports/", {"file": SimpleUploadedFile("orders.csv", content)})
    assert page.status_code == 422
    assert 'class="error"' in page.text

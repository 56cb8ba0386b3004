"""Packing slips and order sheets; nothing on a slip that is not for the customer."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orderkin.client.actors import SYSTEM
from orderkin.desk.views import papers as papers_view
from orderkin.exports.papers import papers
from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.wishes import Kept, Wish
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.models import Order
from tests.families.relatives import again, line_of, make_child
from tests.makers import AT, make_actor, make_order, make_shipped_order, unused_key

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]


def printed(client: Client, order: Order, paper: str = "slip") -> str:
    answer = client.get(f"/orders/{order.number}/print/?paper={paper}")
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def bulk(client: Client, paper: str, *orders: Order) -> str:
    form = {"verb": "print", "numbers": [one.number for one in orders], "paper": paper,
            "sure": "yes", "key": unused_key()}  # fmt: skip
    return client.post("/bulk/new/", form)["Location"]


def test_a_slip_has_the_address_and_what_to_pack(seat: Seat) -> None:
    slip = printed(seat("viewer"), make_order())
    for words in ("Åse Lindqvist", "392 32 Kalmar", "Sweden", "Reading lamp", "Oak board"):
        assert words in slip


def test_a_slip_tells_no_price_no_reason_and_no_note_of_the_house(seat: Seat) -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja, again(order, "LAMP"), recipe="wrong_item_kept",
                       reason="wrong_item")  # fmt: skip
    for kind, private in (("customer_service", False), ("customer_instructions", True)):
        add_note(actor=maja, number=child.number, kind=kind, text="Between us", is_private=private,
                 at=AT)  # fmt: skip
    slip = printed(seat(), child)
    assert [w for w in ("Between us", "€", "EUR", "Wrong item ", maja.email) if w in slip] == [
        "Wrong item "  # the kind, "Wrong item kept", says why the parcel came
    ]
    assert "Wrong item kept" in slip


def test_a_slip_says_which_order_it_belongs_to_and_what_is_free(seat: Seat) -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja, again(order, "LAMP", basis="free"))
    slip = printed(seat(), child)
    assert f"belongs to your order {order.number}" in slip
    assert "free of charge" in slip


@pytest.mark.parametrize(
    ("arrived", "sentence"),
    [
        ("BULB", "Please keep 1 × LED bulb, which came instead of Reading lamp."),
        ("", "Please keep what came instead of 1 × Reading lamp."),
    ],
    ids=["known", "nobody knows"],
)
def test_a_unit_that_is_kept_is_named(seat: Seat, arrived: str, sentence: str) -> None:
    order = make_shipped_order()
    lamp = line_of(order, "LAMP").pk
    wish = Wish(recipe="wrong_item_kept", reason="wrong_item", lines=(again(order, "LAMP"),),
                kept=(Kept(lamp, arrived),))  # fmt: skip
    made = create_related_order(actor=make_actor(), number=order.number, wish=wish,
                                key=unused_key(), at=AT)  # fmt: skip
    assert sentence in printed(seat(), Order.objects.get(number=made.number))


def test_what_was_sent_before_is_not_packed_again() -> None:
    order = make_order()
    lamp = line_of(order, "LAMP").pk
    ship_order(actor=SYSTEM, number=order.number, carrier="PostNord", units={lamp: 1}, at=AT)
    [paper] = papers([order.pk])
    assert {line.sku: line.to_pack for line in paper.packed if not line.is_kit} == {
        "LAMP": 1, "BOARD": 2, "SCREW": 8, "KEY": 1
    }  # fmt: skip


def test_a_kit_stands_with_what_is_in_it_at_any_depth() -> None:
    [paper] = papers([make_order(("SHELF", 1)).pk])
    assert [(x.sku, x.depth) for x in paper.lines] == [
        ("SHELF", 0), ("BOARD", 1), ("BAG", 1), ("SCREW", 2), ("KEY", 2)
    ]  # fmt: skip


def test_paper_of_an_order_that_must_not_ship_says_so(seat: Seat) -> None:
    held, gone = make_order(), make_order()
    hold_order(actor=SYSTEM, number=held.number, reason="Fraud?", at=AT)
    cancel_order(actor=SYSTEM, number=gone.number, reason="No stock", at=AT)
    client = seat()
    for order in (held, gone):
        assert "do not ship" in printed(client, order)
    assert "Fraud?" not in printed(client, held)
    assert "Fraud?" in printed(client, held, "sheet")


def test_a_sheet_has_the_money_and_the_notes_but_no_private_one(seat: Seat) -> None:
    maja, order = make_actor(), make_order()
    for text, private in (("Call first", False), ("Between us", True)):
        add_note(actor=maja, number=order.number, kind="customer_service", text=text,
                 is_private=private, at=AT)  # fmt: skip
    sheet = printed(seat(), order, "sheet")
    assert "Call first" in sheet
    assert "€49.00" in sheet
    assert "Between us" not in sheet


def test_chosen_orders_are_printed_at_once_one_paper_each(seat: Seat) -> None:
    orders, client = [make_order(("LAMP", 1)) for _ in range(3)], seat("viewer")
    page = client.get(bulk(client, "sheet", *reversed(orders))).content.decode()
    places = [page.index(f'aria-label="Order sheet of order {one.number}"') for one in orders]
    assert places == sorted(places, reverse=True)


def test_a_large_stack_goes_on_on_the_next_page(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_view, "ON_A_PAGE", 2)
    orders, client = [make_order(("LAMP", 1)) for _ in range(3)], seat()
    address = bulk(client, "slip", *orders)
    first = client.get(address).content.decode()
    following = first.split('rel="next" href="')[1].split('"')[0]
    second = client.get(address.split("?")[0] + unescape(following)).content.decode()
    assert (first.count("<article"), second.count("<article")) == (2, 1)


def test_statements_do_not_grow_with_orders() -> None:
    def asked(ids: list[int]) -> int:
        with CaptureQueriesContext(connection) as statements:
            papers(ids)
        return len(statements)

    ids = [make_order(("SHELF", 1)).pk for _ in range(5)]
    assert asked(ids[:1]) == asked(ids)


def test_print_is_an_action_of_every_order_and_no_dialog(seat: Seat) -> None:
    number = make_order().number
    page = seat("viewer").get(f"/orders/{number}/").content.decode()
    link = page.split(f'href="/orders/{number}/print/"')[1].split(">")[0]
    assert "data-dialog" not in link


def test_no_paper_for_an_order_or_a_stack_that_is_not_there(seat: Seat) -> None:
    client = seat()
    for address in ("/orders/nope/print/", "/bulk/99/print/", f"/bulk/{10**30}/print/"):
        assert client.get(address).status_code == 404

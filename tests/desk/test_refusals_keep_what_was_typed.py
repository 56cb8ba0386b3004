"""A refusal stands on the form, beside its input, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.orders.models import Order
from tests.makers import make_order

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]


def test_a_payment_above_what_is_owed_keeps_amount_and_reference(seat: Seat) -> None:
    order = make_order()
    form = {"amount": "99999.00", "reference": "bank 17", "method": "transfer"}
    page = seat().post(f"/orders/{order.number}/payments/new/", form)
    assert page.status_code == 409
    assert "more than what is owed" in page.content.decode()
    assert 'value="99999.00"' in page.content.decode()
    assert 'value="bank 17"' in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "minor"), [("12.50", 1250), ("12,50", 1250), ("1.012,50", 101250)]
)
def test_amounts_are_read_as_people_write_them(seat: Seat, typed: str, minor: int) -> None:
    order = make_order(("SHELF", 60))
    form = {"amount": typed, "method": "cash", "version": order.version}
    assert seat().post(f"/orders/{order.number}/payments/new/", form).status_code == 302
    assert Order.objects.get().paid == minor


@pytest.mark.parametrize("typed", ["abc", "12.505", "1e3", "NaN", "-5", "1.2.3,4,5", "9" * 23])
def test_amounts_that_mean_nothing_are_refused(seat: Seat, typed: str) -> None:
    order = make_order()
    form = {"amount": typed, "method": "cash"}
    assert seat().post(f"/orders/{order.number}/payments/new/", form).status_code in {409, 422}
    assert Order.objects.get().paid == 0


def test_a_form_shown_before_somebody_else_acted_is_refused(seat: Seat) -> None:
    order, agent = make_order(), seat()
    form = {"amount": "1.00", "method": "cash", "version": order.version}
    assert agent.post(f"/orders/{order.number}/payments/new/", form).status_code == 302
    answer = agent.post(f"/orders/{order.number}/payments/new/", form)
    assert answer.status_code == 409
    assert "changed by somebody else" in answer.content.decode()


def test_a_note_too_long_is_refused_and_kept(seat: Seat) -> None:
    order, long = make_order(), "å" * 30_000
    page = seat().post(
        f"/orders/{order.number}/related-orders/new/", {"customer_service_notes": long}
    )
    assert page.status_code == 422
    assert long in page.content.decode()
    assert Order.objects.count() == 1


def test_the_same_form_sent_twice_makes_one_order(seat: Seat) -> None:
    order, agent = make_order(), seat()
    address = f"/orders/{order.number}/related-orders/new/"
    first = agent.post(address, {"key": "k-1"}).headers["Location"]
    assert agent.post(address, {"key": "k-1"}).headers["Location"] == first
    assert Order.objects.count() == 2


def test_a_lookalike_is_shown_before_another_is_made(seat: Seat) -> None:
    order, agent = make_order(), seat()
    address = f"/orders/{order.number}/related-orders/new/"
    agent.post(address, {"key": "k-1"})
    page = agent.post(address, {"key": "k-2"})
    assert page.status_code == 409
    assert "Make another" in page.content.decode()
    assert "with the same lines was made just now by" in page.content.decode()
    assert agent.post(address, {"key": "k-2", "make_lookalike": "on"}).status_code == 302


def test_what_was_wrong_and_what_arrived_stay_when_creating_is_refused(seat: Seat) -> None:
    order = make_order(("LAMP", 1))
    line = order.lines.get().pk
    typed = {"recipe": "wrong_item_kept", "kept": str(line), "arrived": "NOTHING"}
    page = seat().post(f"/orders/{order.number}/related-orders/new/", typed)
    text = page.content.decode()
    assert page.status_code == 404
    assert "No product, or more than one, has the SKU, name or barcode “NOTHING”." in text
    assert 'aria-invalid="true" aria-describedby="arrived-error"' in text
    assert f'<option value="{line}" selected' in text
    assert 'value="NOTHING"' in text

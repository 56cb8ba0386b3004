"""Money is typed as money everywhere: in its own currency's decimals, never in minor units."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from orderkin.desk.forms.fields import read_amount
from orderkin.orders.models import Payment
from orderkin.products.models import Product
from tests.makers import make_order_in, make_range

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12.50", "EUR", 1250),
        ("12,5", "EUR", 1250),
        ("1.000,50", "EUR", 100_050),
        ("1,000.50", "EUR", 100_050),
        ("1.234.567", "EUR", 123_456_700),
        ("15000", "JPY", 15_000),
        ("15,000", "JPY", 15_000),
        ("15.000", "JPY", 15_000),
        ("15.0", "JPY", 15),
        ("1.250", "KWD", 1250),
        (".5", "EUR", 50),
        ("-5", "EUR", -500),
    ],
)
def test_an_amount_means_what_it_says(text: str, currency: str, minor: int) -> None:
    assert read_amount(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("1,000", "EUR"),
        ("1.000", "EUR"),
        ("1.234", "EUR"),
        ("1.00.00", "EUR"),
        ("1,00,000", "EUR"),
        ("12.5", "JPY"),
        ("1_000", "EUR"),
        ("1e5", "EUR"),
        ("NaN", "EUR"),
        ("1.2345", "KWD"),
        ("--5", "EUR"),
        ("-", "EUR"),
    ],
)
def test_what_could_mean_something_else_is_asked_again(text: str, currency: str) -> None:
    with pytest.raises(ValidationError):
        read_amount(text, currency)


def test_a_payment_in_yen_is_typed_in_yen(seat: Seat) -> None:
    order = make_order_in("JPY", 5000)
    seat().post(f"/orders/{order.number}/payments/new/", {"amount": "15,000", "key": "one"})
    assert Payment.objects.get(order=order).amount == 15_000


def test_a_cost_is_typed_in_its_own_currency_and_stays_as_it_was_saved(seat: Seat) -> None:
    make_range()
    admin = seat("client_admin")
    for _ in range(2):
        typed = {"sku": "FAN", "name": "Fan", "cost": "1500", "cost_currency": "jpy", "ships": "on"}
        place = "/products/new/"
        if known := Product.objects.filter(sku="FAN").first():
            place, typed = f"/products/{known.sku}/edit/", {**typed, "version": str(known.version)}
        admin.post(place, typed)
    fan = Product.objects.get(sku="FAN")
    assert (fan.cost, fan.cost_currency) == (1500, "JPY")

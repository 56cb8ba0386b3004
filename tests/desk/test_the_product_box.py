"""The product box of Order Details: SKU, name or barcode, typed, chosen or scanned."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.orders.models import Order
from orderkin.products.models import Product
from orderkin.products.searching import search_text
from tests.makers import make_order, make_product

pytestmark = pytest.mark.django_db
Seat = Callable[..., Client]


def _typed(seat: Seat, order: Order, text: str) -> str:
    typed = {"product": text, "quantity": 3, "price_basis": "free"}
    answer = seat().post(f"/orders/{order.number}/lines/", typed, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize(
    "text",
    ["OIL-250", "oil-250", "2400000000198", "Hardwax oil 250 ml", "hardwax", "OIL-250 – Oil"],
)
def test_what_is_meant_becomes_a_line(seat: Seat, text: str) -> None:
    make_product("OIL-250", "Hardwax oil 250 ml")
    words = search_text("OIL-250", "Hardwax oil 250 ml", "2400000000198")
    Product.objects.filter(sku="OIL-250").update(barcode="2400000000198", search_text=words)
    order = make_order(("LAMP", 1))
    _typed(seat, order, text)
    assert [line.sku for line in order.lines.order_by("position")] == ["LAMP", "OIL-250"]


def test_a_whole_name_is_meant_before_names_that_contain_it(seat: Seat) -> None:
    make_product("OIL", "Oil")
    make_product("OIL-CAN", "Oil can")
    order = make_order(("LAMP", 1))
    _typed(seat, order, "oil")
    assert order.lines.filter(sku="OIL").exists()


def test_what_means_several_says_which_and_keeps_the_box(seat: Seat) -> None:
    make_product("OIL-A", "Oil, clear")
    make_product("OIL-B", "Oil, white")
    order = make_order(("LAMP", 1))
    page = _typed(seat, order, "oil")
    assert "OIL-A, OIL-B" in page
    assert 'value="oil"' in page
    assert order.lines.count() == 1


def test_what_means_nothing_is_said_in_red_and_keeps_the_box(seat: Seat) -> None:
    order = make_order(("LAMP", 1))
    page = _typed(seat, order, "Gloomhammer <9>")
    assert "notice tone-bad" in page
    assert 'value="Gloomhammer &lt;9&gt;"' in page
    assert 'name="quantity" type="number" min="1" max="9999" value="3"' in page
    assert '<option value="free" selected>' in page


def test_the_box_is_empty_after_a_line_was_added(seat: Seat) -> None:
    order = make_order(("LAMP", 1))
    page = _typed(seat, order, "BULB")
    assert 'name="product" value=""' in page


def test_a_confirmation_names_only_true_parents(seat: Seat) -> None:
    one, other = make_order(("LAMP", 1)), make_order(("LAMP", 1))
    answer = seat().get(f"/orders/{one.number}/related-orders/{other.number}/")
    assert answer.status_code == 404

"""The palette finds orders, customers, products, saved views and pages for typed text."""

from __future__ import annotations

from html import unescape

import pytest

from orderkin.lib.actor import Actor
from orderkin.search.actions.save_view import save_view
from tests.doors import Ask, Desk
from tests.makers import AT, make_actor, make_order, make_product

pytestmark = pytest.mark.django_db(transaction=True)


def found(actor: Actor, text: str) -> str:
    answer = Desk(actor).client.get("/palette/", {"q": text})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_any_number_of_a_family_finds_the_family() -> None:
    maja, root = make_actor(), make_order()
    child = Desk(maja).create_related_order(root.number, Ask())
    grandchild = Desk(maja).create_related_order(child, Ask(make_lookalike=True))
    for number in (root.number, child, grandchild):
        html = found(maja, number)
        assert all(f"/orders/{one}/" in html for one in (root.number, child, grandchild))


def test_a_name_finds_the_customer_and_their_orders() -> None:
    order = make_order()
    html = found(make_actor(), "lindqvist")
    assert f"/customers/{order.customer_id}/" in html
    assert f"/orders/{order.number}/" in html


def test_a_word_finds_products_and_operators_find_orders() -> None:
    order = make_order()
    assert "/products/SHELF/" in found(make_actor(), "shelf")
    assert order.number in found(make_actor("Otto Berg"), "sku:shelf status:in_process")


def test_saved_views_are_found_by_name() -> None:
    maja = make_actor()
    view = save_view(actor=maja, name="Recall lamps", query="sku:LAMP", at=AT)
    assert f"/orders/?view={view.pk}" in found(maja, "recall")


def test_pages_are_found_by_who_may_open_them() -> None:
    lead = make_actor("Lena Voss", role="client_admin")
    assert "/employees/" in found(lead, "employ")
    assert "/employees/" not in found(make_actor(), "employ")


def test_nothing_typed_finds_nothing() -> None:
    assert found(make_actor(), "  ") == ""


def test_what_is_nowhere_is_said() -> None:
    assert "No order, customer or product is found." in found(make_actor(), "zzzzzz")


def test_more_orders_than_fit_are_one_step_away() -> None:
    for _n in range(7):
        make_order()
    assert 'href="/orders/?q=lindqvist"' in found(make_actor(), "lindqvist")


def test_the_beginning_of_a_pages_name_finds_the_page_first() -> None:
    make_product("SET", "Recipes and reason codes, printed", price=100)
    html = found(make_actor("Ina Berg", role="client_admin"), "recipes and")
    assert html.index('href="/settings/recipes/"') < html.index("/products/SET/")
    assert html.count('href="/settings/recipes/"') == 1

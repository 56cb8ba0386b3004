"""A customer's orders as families with their money; a product with where it went."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orderkin.client.actors import SYSTEM
from orderkin.customers.actions.save_customer import CustomerDraft, save_customer
from orderkin.customers.models import Customer
from orderkin.families.ledger import CHARGED
from orderkin.families.of_customer import _MONEY, families_of_customer, money_of_customer
from orderkin.families.of_product import ways_of_product
from orderkin.lib.actor import Actor
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.models import Order
from orderkin.products.models import Product, Stock
from tests.doors import Ask, Desk
from tests.makers import AT, HOME, make_actor, make_order

pytestmark = pytest.mark.django_db(transaction=True)


def free_child(actor: Actor, parent: Order, sku: str = "LAMP") -> Order:
    line = parent.lines.get(sku=sku)
    asked = Ask(lines=[(line.pk, 1, "free")], recipe="replacement", reason="defective")
    number = Desk(actor).create_related_order(parent.number, asked)
    return Order.objects.get(number=number)


def read(actor: Actor, place: str) -> str:
    answer = Desk(actor).client.get(place)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_customers_orders_stand_as_families() -> None:
    maja, parent, lone = make_actor(), make_order(), make_order()
    child = free_child(maja, parent)
    found = families_of_customer(parent.customer_id or 0)
    shapes = [[(one.row.number, one.depth) for one in family] for family in found.rows]
    assert sorted(shapes) == [[(parent.number, 0), (child.number, 1)], [(lone.number, 0)]]


def test_a_customers_country_is_told_by_its_name() -> None:
    order = make_order()
    draft = CustomerDraft("Åse Lindqvist", addresses=[HOME])
    save_customer(actor=SYSTEM, customer_id=order.customer_id, draft=draft, at=AT)
    page = read(make_actor(), f"/customers/{order.customer_id}/")
    assert "392 32 Kalmar<br>Sweden" in page


def test_families_come_page_by_page_without_gap_or_repeat() -> None:
    made = {make_order().number for _ in range(5)}
    customer = Order.objects.first().customer_id or 0  # type: ignore[union-attr]
    first = families_of_customer(customer, limit=3)
    rest = families_of_customer(customer, first.next, limit=3)
    seen = [family[0].row.number for family in (*first.rows, *rest.rows)]
    assert (len(seen), set(seen), rest.next) == (5, made, None)


def test_money_is_told_per_currency_and_what_was_canceled_is_not_charged() -> None:
    maja, parent, gone = make_actor(), make_order(), make_order()
    make_order(("LAMP", 1), currency="EUR")
    cancel_order(actor=maja, number=gone.number, reason="Changed their mind", at=AT)
    free_child(maja, parent)
    (money,) = money_of_customer(parent.customer_id or 0)
    live = Order.objects.exclude(pk=gone.pk)
    assert money.charged == sum(one.total for one in live)
    assert (money.orders, money.given_free) == (4, 4900)


def test_what_counts_as_charged_is_what_the_ledger_charges() -> None:
    assert all(f"'{status}'" in _MONEY for status in CHARGED)


def test_the_customer_page_shows_families_money_and_notes() -> None:
    maja, parent = make_actor(), make_order()
    child = free_child(maja, parent)
    add_note(actor=maja, number=child.number, kind="general", text="Ring before ten.", at=AT)
    html = read(maja, f"/customers/{parent.customer_id}/")
    for words in (parent.number, child.number, "Money in EUR", "€49.00", "Ring before ten."):
        assert words in html


def test_the_product_page_tells_where_it_went() -> None:
    maja, parent = make_actor(), make_order()
    child = free_child(maja, parent)
    sold, sent = ways_of_product(Product.objects.get(sku="LAMP").pk)
    assert (sold.kind, sold.units, sold.free_units) == ("", 2, 0)
    assert (sent.kind, sent.units, sent.free_units) == ("replacement", 1, 1)
    assert child.number in read(maja, "/products/LAMP/")


def test_a_component_counts_where_its_kit_was_sold() -> None:
    make_order()
    (way,) = ways_of_product(Product.objects.get(sku="BOARD").pk)
    assert (way.is_component, way.units) == (True, 2)


def test_the_links_of_the_product_page_find_those_orders() -> None:
    maja, parent = make_actor(), make_order()
    child = free_child(maja, parent)
    (link,) = re.findall(
        r'href="(/orders/\?q=[^"]*kind:replacement)"', read(maja, "/products/LAMP/")
    )
    assert re.findall(r'data-row="(\w+)"', read(maja, link)) == [child.number]


@pytest.mark.parametrize("place", ["/customers/{customer}/", "/products/LAMP/"])
def test_pages_do_not_ask_more_for_more_orders(place: str) -> None:
    maja, parent = make_actor(), make_order()
    client, counts = Desk(maja).client, []
    for _round in range(2):
        free_child(maja, make_order())
        with CaptureQueriesContext(connection) as seen:
            client.get(place.format(customer=parent.customer_id))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_component_of_a_free_kit_went_out_free() -> None:
    maja, parent = make_actor(), make_order()
    free_child(maja, parent, "SHELF")
    sold, sent = ways_of_product(Product.objects.get(sku="BOARD").pk)
    assert (sold.free_units, sent.units, sent.free_units) == (0, 2, 2)


def test_stock_of_nothing_is_a_nought() -> None:
    make_order()
    Stock.objects.filter(product__sku="LAMP").update(on_hand=0, committed=0)
    html = read(make_actor(), "/products/LAMP/")
    assert "<dt>On hand</dt><dd>0</dd><dt>Promised</dt><dd>0</dd>" in html


def test_a_component_names_its_kits() -> None:
    make_order()
    assert 'href="/products/SHELF/">SHELF</a>' in read(make_actor(), "/products/BOARD/")


def test_lines_and_components_of_an_order_lead_to_their_products() -> None:
    order = make_order()
    html = read(make_actor(), f"/orders/{order.number}/")
    assert all(f'href="/products/{sku}/"' in html for sku in ("LAMP", "SHELF", "BOARD"))


def test_a_line_leads_to_its_product_under_the_name_it_has_today() -> None:
    order = make_order()
    Product.objects.filter(sku="LAMP").update(sku="LAMP/2")
    html = read(make_actor(), f"/orders/{order.number}/")
    assert 'href="/products/LAMP/2/"><span class="sku">LAMP</span>' in html


def test_the_pages_of_the_customers_list_follow_each_other() -> None:
    for n in range(52):
        draft = CustomerDraft(f"Customer {n}")
        save_customer(actor=SYSTEM, customer_id=None, draft=draft, at=AT)
    maja = make_actor()
    first = read(maja, "/customers/")
    (link,) = re.findall(r'rel="next" href="([^"]+)"', first)
    pages = [
        re.findall(r'href="/customers/(\d+)/"', html)
        for html in (first, read(maja, f"/customers/{link}"))
    ]
    assert len({*pages[0], *pages[1]}) == Customer.objects.count()


def test_an_order_of_a_customer_with_very_many_says_more_than_a_hundred(maja: Actor) -> None:
    order = make_order()
    row: dict[str, Any] = {**Order.objects.filter(pk=order.pk).values()[0]}
    copies = [Order(**row | {"id": order.pk + n, "number": f"C{n}"}) for n in range(1, 101)]
    Order.objects.bulk_create(copies[:99])
    assert ">100 orders<" in read(maja, f"/orders/{order.number}/")
    Order.objects.bulk_create(copies[99:])
    assert ">100+ orders<" in read(maja, f"/orders/{order.number}/")

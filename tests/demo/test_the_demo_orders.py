"""Two thousand demo orders: the same on every machine, and every sum agrees."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from orderkin.demo.catalogue import product
from orderkin.demo.first_family import ROOT
from orderkin.demo.shapes import DemoOrder, DemoShop
from orderkin.demo.shop import make_shop
from orderkin.lib.money import share
from orderkin.orders.statuses import (
    OrderStatus,
    PaymentStatus,
    ShippingStatus,
    payment_status,
    shipping_status,
)

TODAY = date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def shop() -> DemoShop:
    return make_shop(TODAY)


def paid(order: DemoOrder) -> PaymentStatus:
    return payment_status(
        total=order.total,
        paid=order.sum_of("payment"),
        refunded=order.sum_of("refund"),
        authorized=order.sum_of("authorization"),
    )


def sent(order: DemoOrder) -> ShippingStatus:
    return shipping_status(
        ordered=sum(line.quantity for line in order.lines),
        shipped=sum(n for parcel in order.shipments for _, n in parcel.units),
    )


def test_the_same_day_makes_the_same_shop(shop: DemoShop) -> None:
    assert make_shop(TODAY) == shop


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 1), date(2031, 7, 14)])
def test_any_day_makes_a_whole_shop(day: date) -> None:
    made = make_shop(day)
    assert len(made.orders) == 2_000
    assert {ROOT, "first.1", "first.1.1", "first.2"} <= {order.key for order in made.orders[-50:]}
    assert {order.status for order in made.orders} == set(OrderStatus)


def test_there_are_400_customers_in_many_scripts_with_addresses_nobody_owns(
    shop: DemoShop,
) -> None:
    assert len({customer.email for customer in shop.customers}) == 400
    hosts = {customer.email.split("@")[1] for customer in shop.customers}
    assert hosts == {
        "example.com", "example.org", "example.net", "post.example", "mail.example"
    }  # fmt: skip
    assert {"el", "bg", "ja", "ar", "sv"} <= {customer.language for customer in shop.customers}
    assert all(customer.email.isascii() for customer in shop.customers)


def test_every_customer_ordered_something(shop: DemoShop) -> None:
    assert len({order.customer.index for order in shop.orders}) == 400


def test_orders_lie_within_the_eighteen_months_before_today(shop: DemoShop) -> None:
    assert shop.orders[0].placed_at > MIDNIGHT - timedelta(days=549)
    assert shop.orders[-1].placed_at < MIDNIGHT
    assert list(shop.orders) == sorted(shop.orders, key=lambda order: order.placed_at)


def test_nothing_happens_to_an_order_before_it_is_placed_or_after_today(shop: DemoShop) -> None:
    for order in shop.orders:
        times = [row.at for row in order.payments]
        times += [row.at for row in order.shipments] + [row.at for row in order.notes]
        assert all(order.placed_at <= at < MIDNIGHT for at in times)
        assert order.turned_at is None or order.placed_at < order.turned_at < MIDNIGHT


def test_all_statuses_and_five_currencies_are_there(shop: DemoShop) -> None:
    assert {order.status for order in shop.orders} == set(OrderStatus)
    assert {paid(order) for order in shop.orders} == set(PaymentStatus)
    assert {sent(order) for order in shop.orders} == set(ShippingStatus)
    currencies = Counter(order.customer.currency for order in shop.orders)
    assert set(currencies) == {"EUR", "USD", "GBP", "SEK", "JPY"}


def test_the_total_is_lines_delivery_and_tax_to_the_minor_unit(shop: DemoShop) -> None:
    for order in shop.orders:
        rate = order.customer.tax_rate
        lines = [line.unit_price * line.quantity - line.discount for line in order.lines]
        taxes = sum((2 * net * rate + 10_000) // 20_000 for net in (*lines, order.shipping))
        assert order.total == sum(lines) + order.shipping + taxes
        assert share(order.shipping, rate) <= order.shipping


def test_nobody_paid_more_than_the_total_or_got_back_more_than_they_paid(shop: DemoShop) -> None:
    for order in shop.orders:
        assert order.sum_of("refund") <= order.sum_of("payment") <= order.total
        assert all(payment.amount > 0 for payment in order.payments)


def test_a_completed_order_is_paid_and_fully_shipped(shop: DemoShop) -> None:
    done = [order for order in shop.orders if order.status == OrderStatus.COMPLETED]
    assert {sent(order) for order in done} == {ShippingStatus.FULLY_SHIPPED}
    assert {paid(order) for order in done} == {PaymentStatus.CHARGED, PaymentStatus.REFUNDED}


def test_what_is_not_for_sale_alone_goes_out_only_in_related_orders(shop: DemoShop) -> None:
    for order in shop.orders:
        assert order.relation or all(product(line.sku).sold_alone for line in order.lines)


def test_sixty_families_and_one_of_three_levels_on_the_first_page(shop: DemoShop) -> None:
    by_key = {order.key: order for order in shop.orders}
    children = [order for order in shop.orders if order.relation]
    roots = {order.relation.parent for order in children if order.relation}
    assert sum(by_key[key].relation is None for key in roots) == 60
    newest = [order.key for order in shop.orders[-50:]]
    assert {ROOT, "first.1", "first.1.1", "first.2"} <= set(newest)


def test_a_child_answers_lines_its_parent_has_and_comes_later(shop: DemoShop) -> None:
    by_key = {order.key: order for order in shop.orders}
    for order in (order for order in shop.orders if order.relation):
        assert order.relation
        parent = by_key[order.relation.parent]
        assert order.placed_at > parent.placed_at
        assert (order.customer, order.company, order.channel) == (
            parent.customer, parent.company, parent.channel
        )  # fmt: skip
        assert all(line.answers is None or line.answers < len(parent.lines) for line in order.lines)


def test_no_unit_is_replaced_more_often_than_it_was_sold(shop: DemoShop) -> None:
    by_key = {order.key: order for order in shop.orders}
    replaced: Counter[tuple[str, int | None]] = Counter()
    for order in shop.orders:
        if order.relation and order.relation.role == "replaces":
            for line in order.lines:
                replaced[order.relation.parent, line.answers] += line.quantity
    for (key, place), quantity in replaced.items():
        assert place is not None
        assert quantity <= by_key[key].lines[place].quantity


def test_a_free_line_keeps_its_list_price(shop: DemoShop) -> None:
    free = [line for order in shop.orders for line in order.lines if line.basis == "free"]
    assert len(free) > 30
    assert all(line.list_price > line.unit_price == 0 for line in free)

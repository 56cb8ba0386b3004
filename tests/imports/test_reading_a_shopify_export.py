"""Shopify's orders export: several rows an order, blank continuations, ragged rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from orderkin.imports.recognising import open_file
from orderkin.imports.rows import ImportedOrder
from tests.imports.conftest import cents, plain_rows

Shared = Callable[[str], Path]
REAL = "shopify_csv/devstore_inr_orders_export_scrubbed.csv"
RAGGED = "shopify_csv/invai_shopify-orders-export.csv"
SHORT = "shopify_csv/ltvkit_short_columns_sample.csv"


def orders_of(path: Path) -> dict[str, ImportedOrder]:
    read = list(open_file(path).read())
    return {one.number: one for one in read if isinstance(one, ImportedOrder)}


def test_every_order_of_a_real_export_comes_in_with_its_lines_and_total(shared: Shared) -> None:
    rows = plain_rows(shared(REAL))
    orders = orders_of(shared(REAL))
    assert {n: len(o.lines) for n, o in orders.items()} == Counter(row["Name"] for row in rows)
    totals = {row["Name"]: cents(row["Total"]) for row in rows if row["Total"]}
    assert {n: o.total for n, o in orders.items()} == totals
    assert all(order.adjustment == 0 for order in orders.values())


def test_line_amounts_reconcile_with_the_file_to_the_minor_unit(shared: Shared) -> None:
    rows = plain_rows(shared(REAL))
    for number, order in orders_of(shared(REAL)).items():
        expected = [
            int(row["Lineitem quantity"]) * cents(row["Lineitem price"])
            for row in rows
            if row["Name"] == number
        ]
        assert [line.total for line in order.lines] == expected


def test_the_same_product_twice_in_one_order_stays_two_lines(shared: Shared) -> None:
    twice = [
        order
        for order in orders_of(shared(REAL)).values()
        if len({line.sku for line in order.lines}) < len(order.lines)
    ]
    assert twice


def test_the_channels_own_number_and_dates_are_kept_in_utc(shared: Shared) -> None:
    order = orders_of(shared(REAL))["#1051"]
    assert order.placed_at.isoformat() == "2025-12-06T15:37:33+00:00"
    assert order.channel_id == "6798481555755"


def test_paid_with_the_full_amount_outstanding_is_paid_and_told(shared: Shared) -> None:
    order = orders_of(shared(REAL))["#1051"]
    assert [payment.amount for payment in order.payments] == [order.total]
    assert [warning.code for warning in order.warnings] == ["outstanding_contradicts"]


def test_rows_shorter_than_the_header_are_read_by_position(shared: Shared) -> None:
    orders = orders_of(shared(RAGGED))
    assert [len(order.lines) for order in orders.values()] == [2, 1, 1]
    assert orders["#5001"].total == 6950
    assert orders["#5001"].notes[0].text == "Please gift wrap"


def test_the_leading_apostrophe_of_a_postcode_comes_off(shared: Shared) -> None:
    assert orders_of(shared(RAGGED))["#5001"].shipping_address.postcode == "85003"


def test_a_voided_order_is_canceled_and_its_refund_kept(shared: Shared) -> None:
    order = orders_of(shared(RAGGED))["#5003"]
    assert order.state == "canceled"
    assert sum(refund.amount for refund in order.refunds) == 3041


def test_an_export_without_prices_keeps_its_totals_and_says_so(shared: Shared) -> None:
    rows = plain_rows(shared(SHORT))
    orders = orders_of(shared(SHORT))
    totals = {row["Name"]: cents(row["Total"]) for row in rows if row["Total"]}
    assert {n: o.total for n, o in orders.items()} == totals
    assert {w.code for o in orders.values() for w in o.warnings} == {"prices_missing"}

"""Every layout comes in with the file's own numbers of orders and lines and its own sums.

What is expected is computed here from the bare cells, never by the importer.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from orderkin.imports.mapping import read_document
from orderkin.imports.problems import ImportProblem
from orderkin.imports.recognising import open_file
from orderkin.imports.rows import Choices, ImportedCancellation, ImportedOrder, Read
from tests.imports.conftest import cents, plain_rows

Shared = Callable[[str], Path]
Figures = tuple[int, int, int]
MAPPINGS = Path(__file__).parent / "mappings"
USD = Choices(currency="USD")


def read(path: Path, choices: Choices | None = None, mapping: str = "") -> list[Read]:
    saved = [read_document(json.loads((MAPPINGS / mapping).read_text()))] if mapping else []
    return list(open_file(path, choices or Choices(), saved).read())


def figures(reads: list[Read]) -> Figures:
    """Orders, their lines, and the sum of their totals in minor units."""
    orders = [one for one in reads if isinstance(one, ImportedOrder)]
    return len(orders), sum(len(o.lines) for o in orders), sum(o.total for o in orders)


def refused(reads: list[Read]) -> list[tuple[str, int, str]]:
    problems = [one for one in reads if isinstance(one, ImportProblem) and one.weight == "refused"]
    return [(one.code, one.line, one.column) for one in problems]


def money(text: str) -> int:
    return cents(text.replace("$", "").replace("AU", "").replace(",", "").strip())


def whole(amount: Decimal) -> int:
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def test_amazons_sale_report_keeps_canceled_lines_with_their_amounts(shared: Shared) -> None:
    path = shared("amazon/amazon_in_sale_report_part1.csv")
    rows = plain_rows(path)
    orders = {row["Order ID"] for row in rows}
    expected = (len(orders), len(rows), sum(cents(row["Amount"]) for row in rows))
    assert figures(read(path)) == expected
    canceled = {row["Order ID"] for row in rows if row["Status"] == "Cancelled"}
    states = {o.number: o.state for o in read(path) if isinstance(o, ImportedOrder)}
    assert {number for number, state in states.items() if state == "canceled"} == canceled


def test_amazons_blank_currency_is_read_like_the_others_and_told(shared: Shared) -> None:
    reads = read(shared("amazon/amazon_in_sale_report_part1.csv"))
    orders = [one for one in reads if isinstance(one, ImportedOrder)]
    assert {order.currency for order in orders} == {"INR"}
    assert {w.code for order in orders for w in order.warnings} == {"currency_assumed"}


def test_amazons_unshipped_report_prices_whole_lines(shared: Shared) -> None:
    path = shared("amazon/invai_amazon-unshipped-orders.txt")
    parts = ("item-price", "item-tax", "shipping-price", "shipping-tax")
    rows = [row for row in plain_rows(path, "\t") if row["purchase-date"] != "not-a-date"]
    reads = read(path, USD)
    expected = (3, 3, sum(cents(row[part]) for row in rows for part in parts))
    assert figures(reads) == expected
    assert refused(reads) == [("not_a_date", 5, "purchase-date")]


def test_etsy_items_with_a_missing_quantity_named_by_line(shared: Shared) -> None:
    path = shared("etsy/invai_etsy-sold-order-items.csv")
    rows = [row for row in plain_rows(path) if row["Quantity"]]
    total = sum(
        cents(r["Item Total"]) - cents(r["Discount Amount"]) + cents(r["Delivery"]) for r in rows
    )
    reads = read(path)
    assert figures(reads) == (len({row["Order ID"] for row in rows}), len(rows), total)
    assert refused(reads) == [("quantity_missing", 7, "Quantity")]


def test_tiktok_skips_its_description_row_and_refuses_abc(shared: Shared) -> None:
    path = shared("tiktok/invai_tiktok-orders.csv")
    rows = [row for row in plain_rows(path) if row["Quantity"].isdigit()]
    reads = read(path)
    assert figures(reads) == (len(rows), len(rows), sum(money(r["Order Amount"]) for r in rows))
    assert refused(reads) == [("not_a_quantity", 6, "Quantity")]
    skipped = [one.code for one in reads if isinstance(one, ImportProblem)]
    assert skipped == ["header", "description_row", "not_a_quantity"]


def test_ebays_summary_rows_and_footers_are_no_lines(shared: Shared) -> None:
    path = shared("ebay/au_paid_and_posted.csv")
    lines = path.read_text(encoding="utf-8").splitlines()[2:]
    cells = [line.strip('"').split('","') for line in lines if line.startswith('"1')]
    items = [row for row in cells if row[3]]
    totals = {row[1]: money(row[9]) for row in cells if row[9]}
    reads = read(path)
    assert figures(reads) == (len(totals), len(items), sum(totals.values()))
    footers = [one for one in reads if isinstance(one, ImportProblem) and one.code == "footer"]
    assert [one.line for one in footers] == [8, 9]


def test_ebays_french_report_has_semicolons_and_decimal_commas(shared: Shared) -> None:
    reads = read(shared("ebay/fr_report_semicolon.csv"))
    assert figures(reads) == (1, 1, 123_450 + 400)
    order = next(one for one in reads if isinstance(one, ImportedOrder))
    assert (order.currency, order.placed_at.date().isoformat()) == ("EUR", "2026-10-05")


@pytest.mark.parametrize(
    ("name", "price", "number"),
    [
        ("faire/faire_orders.csv", "Wholesale Price", "Order Number"),
        ("generic/invai_generic-orders.csv", "unit_price", "order_id"),
    ],
)
def test_a_file_without_a_currency_asks_for_one(
    shared: Shared, name: str, price: str, number: str
) -> None:
    with pytest.raises(Exception, match="currency_missing"):
        read(shared(name))
    rows = plain_rows(shared(name))
    reads = read(shared(name), USD)
    lines = sum(
        cents(r[price]) * int(r.get("Quantity") or r["quantity"])
        + sum(cents(r.get(more, "")) for more in ("shipping", "tax"))
        for r in rows
    )
    assert figures(reads) == (len({row[number] for row in rows}), len(rows), lines)


def test_woocommerces_order_totals_stand_on_the_first_row_only(shared: Shared) -> None:
    path = shared("woocommerce_csv/aipos_woocommerce_orders_part1.csv")
    rows = plain_rows(path)
    totals = [cents(row["order_total"]) for row in rows if row["order_total"]]
    reads = read(path)
    assert figures(reads) == (len(totals), len(rows), sum(totals))
    orders = [one for one in reads if isinstance(one, ImportedOrder)]
    assert [o.number for o in orders if o.adjustment] == []


JSON = (
    "woocommerce_json/orders-load-all.json",
    "woocommerce_json/orders-load-all-without-data.json",
    "woocommerce_json/order.json",
    "woocommerce_json/order-without-data.json",
    "woocommerce_json/order-with-charge.json",
    "woocommerce_json/order-details-partially-refunded.json",
    "woocommerce_json/order-with-line-item-attributes-before-API-support.json",
)


@pytest.mark.parametrize("name", JSON)
def test_woocommerce_json_with_and_without_its_envelope(shared: Shared, name: str) -> None:
    told = json.loads(shared(name).read_text(encoding="utf-8"), parse_float=Decimal)
    inner = told.get("data", told) if isinstance(told, dict) else told
    orders = inner if isinstance(inner, list) else [inner]
    lines = sum(len(o["line_items"]) + len(o.get("fee_lines") or []) for o in orders)
    expected = (len(orders), lines, sum(cents(o["total"]) for o in orders))
    assert figures(read(shared(name))) == expected


def test_woocommerce_refunds_are_read_with_their_order(shared: Shared) -> None:
    path = shared("woocommerce_json/order-details-partially-refunded.json")
    order = next(one for one in read(path) if isinstance(one, ImportedOrder))
    assert [refund.amount for refund in order.refunds] == [1620, 810]


def test_a_bundle_is_one_kit_line_worth_its_parts(shared: Shared) -> None:
    path = shared("woocommerce_json/order-with-bundled-line-items.json")
    order = next(one for one in read(path) if isinstance(one, ImportedOrder))
    (kit,) = order.lines
    assert (kit.name, kit.total) == ("Super Awesome Bundle", 5900 + 1620)
    assert [(part.sku, part.amount) for part in kit.components] == [("Woo-beanie-logo", 1620)]


def test_html_entities_become_characters(shared: Shared) -> None:
    path = shared("woocommerce_json/order-with-bundled-line-items.json")
    order = next(one for one in read(path) if isinstance(one, ImportedOrder))
    assert order.billing.line2 == "632 O’Conner Skyway"


def test_a_draft_without_a_date_is_refused(shared: Shared) -> None:
    reads = read(shared("woocommerce_json/broken-order.json"))
    assert refused(reads) == [("date_missing", 1, "date_created_gmt")]


def test_shopify_json_keeps_the_channels_number_and_total(shared: Shared) -> None:
    told = json.loads(shared("shopify_json/pyapi_order.json").read_text())["order"]
    reads = read(shared("shopify_json/pyapi_order.json"))
    expected = (1, len(told["line_items"]), cents(told["total_price"]))
    assert figures(reads) == expected
    assert next(o.number for o in reads if isinstance(o, ImportedOrder)) == told["name"]


def test_amazons_orders_and_items_are_put_together(shared: Shared) -> None:
    reads = read(shared("amazon/spapi_orders_v0_examples.json"))
    orders = {o.number: o for o in reads if isinstance(o, ImportedOrder)}
    together = orders["902-1845936-5435065"]
    assert (together.total, [line.total for line in together.lines]) == (1101, [1000])
    assert sorted(code for code, _, _ in refused(reads)) == ["currency_missing", "order_missing"]


MONTHS = ("2010-12", "2011-01", "2011-02", "2011-03", "2011-04", "2011-05")


@pytest.mark.parametrize("month", MONTHS)
def test_a_wholesalers_ledger_comes_in_through_a_saved_mapping(shared: Shared, month: str) -> None:
    path = shared(f"uci_online_retail/online_retail_{month}.csv")
    invoices = defaultdict(list)
    for row in plain_rows(path):
        invoices[row["InvoiceNo"]].append(row)
    sales = {
        number: rows
        for number, rows in invoices.items()
        if not number.startswith("C") and all(int(row["Quantity"]) > 0 for row in rows)
    }
    total = sum(
        whole(Decimal(row["UnitPrice"]) * int(row["Quantity"]))
        for rows in sales.values()
        for row in rows
    )
    goods = sum(
        row["StockCode"] not in {"POST", "DOT", "C2"} for rows in sales.values() for row in rows
    )
    reads = read(path, mapping="wholesaler.json")
    assert figures(reads) == (len(sales), goods, total)
    back = [one for one in reads if isinstance(one, ImportedCancellation)]
    assert len(back) == sum(number.startswith("C") for number in invoices)
    returned = sum(
        -whole(Decimal(row["UnitPrice"]) * int(row["Quantity"]))
        for number, rows in invoices.items()
        if number.startswith("C")
        for row in rows
    )
    assert sum(one.amount for one in back) == returned


def joined(shared: Shared, folder: Path, names: list[str]) -> Path:
    folder.mkdir()
    for name in names:
        shutil.copyfile(shared(name), folder / Path(name).name)
    return folder


def test_a_marketplace_in_five_files_is_one_set(shared: Shared, tmp_path: Path) -> None:
    names = [
        f"olist/sample_a/olist_{part}_dataset.csv"
        for part in ("orders", "customers", "order_items", "order_payments", "products")
    ]
    reads = read(joined(shared, tmp_path / "set", names), mapping="marketplace.json")
    items = plain_rows(shared(names[2]))
    total = sum(cents(row["price"]) + cents(row["freight_value"]) for row in items)
    assert figures(reads) == (len(plain_rows(shared(names[0]))), len(items), total)
    paid = sum(cents(row["payment_value"]) for row in plain_rows(shared(names[3])))
    orders = [one for one in reads if isinstance(one, ImportedOrder)]
    assert sum(payment.amount for order in orders for payment in order.payments) == paid


def test_orders_without_lines_come_in_without_lines(shared: Shared, tmp_path: Path) -> None:
    names = [
        f"olist/sample_a/olist_{part}_dataset.csv"
        for part in ("orders", "customers", "order_items", "order_payments", "products")
    ]
    reads = read(joined(shared, tmp_path / "set", names), mapping="marketplace.json")
    with_lines = {row["order_id"] for row in plain_rows(shared(names[2]))}
    bare = {o.number for o in reads if isinstance(o, ImportedOrder) and not o.lines}
    assert bare == {row["order_id"] for row in plain_rows(shared(names[0]))} - with_lines


def test_discount_rates_of_a_classic_sample(shared: Shared, tmp_path: Path) -> None:
    names = [
        f"northwind/{part}.csv" for part in ("orders", "order_details", "products", "customers")
    ]
    reads = read(joined(shared, tmp_path / "set", names), mapping="northwind.json")
    details = plain_rows(shared(names[1]))
    lines = sum(
        whole(Decimal(r["unitPrice"]) * int(r["quantity"]) * (1 - Decimal(r["discount"])))
        for r in details
    )
    freight = sum(cents(row["freight"]) for row in plain_rows(shared(names[0])))
    assert figures(reads) == (830, len(details), lines + freight)

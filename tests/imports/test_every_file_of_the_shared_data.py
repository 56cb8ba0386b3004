"""No file of the shared test data is left out: its figures are proved, or why it is refused."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from orderkin.imports.problems import CannotRead
from orderkin.imports.recognising import open_file
from orderkin.imports.rows import ImportedAddition, ImportedOrder
from tests.imports.conftest import BESIDE, cents

Shared = Callable[[str], Path]

# Files that hold no orders of their own, and what an employee is told.
REFUSED = {
    "adventureworks/ProductCategory.tsv": "layout_unknown",
    "adventureworks/ProductModel.tsv": "layout_unknown",
    "adventureworks/ProductSubcategory.tsv": "layout_unknown",
    "adventureworks/ShipMethod.tsv": "layout_unknown",
    "adventureworks/UnitMeasure.tsv": "layout_unknown",
    "northwind/categories.csv": "layout_unknown",
    "northwind/customers.csv": "layout_unknown",
    "northwind/order_details.csv": "layout_unknown",
    "northwind/products.csv": "layout_unknown",
    "northwind/shippers.csv": "layout_unknown",
    "northwind/suppliers.csv": "layout_unknown",
    "olist/olist_products_dataset.csv": "layout_unknown",
    "olist/olist_sellers_dataset.csv": "layout_unknown",
    "olist/product_category_name_translation.csv": "layout_unknown",
    "olist/sample_a/olist_customers_dataset.csv": "layout_unknown",
    "olist/sample_a/olist_order_items_dataset.csv": "layout_unknown",
    "olist/sample_a/olist_order_payments_dataset.csv": "layout_unknown",
    "olist/sample_a/olist_orders_dataset.csv": "layout_unknown",
    "olist/sample_a/olist_products_dataset.csv": "layout_unknown",
    "olist/sample_a/olist_sellers_dataset.csv": "layout_unknown",
    "olist/sample_a/product_category_name_translation.csv": "layout_unknown",
    "shopify_json/pyapi_customer.json": "not_orders",
    "shopify_json/pyapi_draft_order.json": "not_orders",
    "shopify_json/pyapi_fulfillment.json": "not_orders",
    "shopify_json/pyapi_order_risk.json": "not_orders",
    "shopify_json/pyapi_product.json": "not_orders",
    "shopify_json/pyapi_transactions.json": "not_orders",
    "woocommerce_csv/aipos_shopify_products.csv": "layout_unknown",
    "woocommerce_csv/aipos_woocommerce_products.csv": "layout_unknown",
    "woocommerce_json/customer.json": "not_orders",
    "woocommerce_json/order-statuses.json": "not_orders",
    "woocommerce_json/product-composite.json": "not_orders",
}
# Files whose orders, lines and sums (or parts of an order) are proved, and by which tests.
CHANNELS, CATALOGUE, HERE = "reading_every_channel", "importing_a_catalogue", "every_file"
PROVED = {
    "adventureworks/BillOfMaterials_open30.tsv": CATALOGUE,
    "adventureworks/Product.tsv": CATALOGUE,
    "shopify_csv/devstore_inr_orders_export_scrubbed.csv": "reading_a_shopify_export",
    "shopify_csv/invai_shopify-orders-export.csv": "reading_a_shopify_export",
    "shopify_csv/ltvkit_short_columns_sample.csv": "reading_a_shopify_export",
    "shopify_json/pyapi_orders.json": HERE,
    "shopify_json/pyapi_refund.json": HERE,
    "woocommerce_json/order-notes.json": HERE,
    "woocommerce_json/refund-single.json": HERE,
    "woocommerce_json/refunds-all.json": HERE,
}
IN_CHANNELS = (
    "amazon/", "ebay/", "etsy/", "faire/", "generic/", "tiktok/", "uci_online_retail/",
    "northwind/orders.csv", "woocommerce_csv/aipos_woocommerce_orders", "woocommerce_json/order",
    "woocommerce_json/broken", "shopify_json/pyapi_order.json",
)  # fmt: skip


def test_no_file_is_left_out() -> None:
    folder = Path(os.environ.get("ORDERKIN_SHARED_DATA", BESIDE))
    if not folder.exists():
        pytest.skip("shared test data is not here (set ORDERKIN_SHARED_DATA)")
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    told = {*REFUSED, *PROVED, "README.md"}
    assert [name for name in sorted(files - told) if not name.startswith(IN_CHANNELS)] == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_orders_is_refused_by_name(shared: Shared, name: str) -> None:
    with pytest.raises(CannotRead) as wrong:
        open_file(shared(name))
    assert wrong.value.problem.code == REFUSED[name]
    assert dict(wrong.value.problem.values)


def test_a_list_of_shopify_orders_keeps_its_sums(shared: Shared) -> None:
    path = shared("shopify_json/pyapi_orders.json")
    told = json.loads(path.read_text())["orders"]
    orders = [one for one in open_file(path).read() if isinstance(one, ImportedOrder)]
    assert [one.number for one in orders] == [one["name"] for one in told]
    assert [one.total for one in orders] == [cents(one["total_price"]) for one in told]
    assert [len(one.lines) for one in orders] == [len(one.get("line_items", [])) for one in told]


def additions(path: Path) -> list[ImportedAddition]:
    return [one for one in open_file(path).read() if isinstance(one, ImportedAddition)]


def test_a_shopify_refund_comes_with_its_amount(shared: Shared) -> None:
    path = shared("shopify_json/pyapi_refund.json")
    told = json.loads(path.read_text())["refund"]
    paid = sum(cents(one["amount"]) for one in told["transactions"] if one["kind"] == "refund")
    (found,) = additions(path)
    assert found.order == str(told["order_id"])
    assert sum(refund.amount for refund in found.refunds) == paid


@pytest.mark.parametrize("name", ["refund-single", "refunds-all"])
def test_woocommerce_refunds_come_with_their_amounts(shared: Shared, name: str) -> None:
    path = shared(f"woocommerce_json/{name}.json")
    told = json.loads(path.read_text())
    inner = told.get("data", told) if isinstance(told, dict) else told
    listed = inner if isinstance(inner, list) else [inner]
    amounts = sorted(abs(cents(one.get("amount") or one["total"])) for one in listed)
    found = [refund.amount for one in additions(path) for refund in one.refunds]
    assert sorted(found) == amounts


def test_woocommerce_notes_come_one_by_one(shared: Shared) -> None:
    path = shared("woocommerce_json/order-notes.json")
    told = json.loads(path.read_text())
    inner = told.get("data", told) if isinstance(told, dict) else told
    texts = [note.text for one in additions(path) for note in one.notes]
    assert len(texts) == len(inner)

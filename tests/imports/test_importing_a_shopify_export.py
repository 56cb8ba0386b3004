"""A Shopify export becomes orders whose amounts reconcile with the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import F, Sum

from orderkin.activity.models import Event
from orderkin.imports.models import ImportVerdict
from orderkin.orders.models import Intent, Order, OrderLine
from orderkin.products.models import Product
from tests.imports.bringing_in import bring_in, order
from tests.imports.conftest import cents, plain_rows

pytestmark = pytest.mark.django_db(transaction=True)

Shared = Callable[[str], Path]
REAL = "shopify_csv/devstore_inr_orders_export_scrubbed.csv"
SHORT = "shopify_csv/ltvkit_short_columns_sample.csv"
RAGGED = "shopify_csv/invai_shopify-orders-export.csv"


@pytest.mark.parametrize("name", [REAL, SHORT, RAGGED])
def test_totals_and_lines_in_the_desk_equal_the_file(shared: Shared, name: str) -> None:
    rows = plain_rows(shared(name))
    bring_in(shared(name))
    totals = {row["Name"]: cents(row["Total"]) for row in rows if row["Total"]}
    assert dict(Order.objects.values_list("channel_number", "total")) == totals
    goods = OrderLine.objects.filter(ships=True)
    counted = Counter(goods.values_list("order__channel_number", flat=True))
    assert counted == Counter(row["Name"] for row in rows)


@pytest.mark.parametrize("name", [REAL, SHORT, RAGGED])
def test_an_imported_order_adds_up_like_one_made_here(shared: Shared, name: str) -> None:
    bring_in(shared(name))
    sums = Order.objects.annotate(lines_total=Sum("lines__total"), lines_tax=Sum("lines__tax"))
    wrong = sums.exclude(
        total=F("lines_total") + F("shipping_charge") + F("lines_tax"), prices_include_tax=False
    )
    assert list(wrong.values_list("channel_number", "total")) == []


def test_an_unknown_sku_makes_a_product_marked_as_such(shared: Shared) -> None:
    bring_in(shared(REAL))
    skus = {row["Lineitem sku"] for row in plain_rows(shared(REAL))}
    assert set(Product.objects.filter(confirmed=False).values_list("sku", flat=True)) == skus
    assert not OrderLine.objects.filter(product=None).exclude(sku="").exists()


def test_a_known_sku_is_not_made_again(shared: Shared) -> None:
    known = Product.objects.create(sku="CB-ETH-500", name="Coffee", created_at="2026-01-01T00:00Z")
    bring_in(shared(REAL))
    line = OrderLine.objects.filter(sku="CB-ETH-500").first()
    assert line is not None
    assert line.product_id == known.pk


def test_every_order_has_a_verdict_with_its_lines(shared: Shared) -> None:
    run = bring_in(shared(REAL))
    made = ImportVerdict.objects.filter(run=run, outcome="made").order_by("line")
    spans = [(verdict.line, verdict.last_line) for verdict in made]
    assert (spans[0], len(spans)) == ((2, 2), 51)
    covered = {line for first, last in spans for line in range(first, last + 1)}
    assert covered == set(range(2, len(plain_rows(shared(REAL))) + 2))


def test_each_order_has_one_event_and_one_intent(shared: Shared) -> None:
    bring_in(shared(REAL))
    assert Event.objects.filter(kind="order.imported").count() == 51
    assert Intent.objects.count() == 51


def test_the_same_file_again_creates_nothing(shared: Shared) -> None:
    bring_in(shared(REAL))
    again = bring_in(shared(REAL))
    assert (again.made, again.already, Order.objects.count()) == (0, 51, 51)
    assert Product.objects.count() == len({row["Lineitem sku"] for row in plain_rows(shared(REAL))})


def test_one_customer_for_one_e_mail_address(shared: Shared) -> None:
    bring_in(shared(REAL))
    emails = {row["Email"] for row in plain_rows(shared(REAL)) if row["Email"]}
    named = Order.objects.exclude(customer_email="")
    assert named.values("customer").distinct().count() == len(emails)


def test_the_customers_words_arrive_as_customer_instructions(shared: Shared) -> None:
    bring_in(shared(RAGGED))
    note = order("#5001").notes.get()
    assert (note.kind, note.text) == ("customer_instructions", "Please gift wrap")

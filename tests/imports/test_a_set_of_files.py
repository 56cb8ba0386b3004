"""A set of files: every physical line of every file gets its own verdict, once."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from orderkin.imports.actions.start_import import start_import
from orderkin.imports.mending import refused_file
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.imports.queries import verdicts_of
from orderkin.imports.run import carry_on
from orderkin.orders.models import Order
from tests.imports.bringing_in import someone
from tests.makers import AT, make_shop

pytestmark = pytest.mark.django_db

Shared = Callable[[str], Path]
MAPPING = json.loads((Path(__file__).parent / "mappings" / "marketplace.json").read_text())
PARTS = ("orders", "customers", "order_items", "order_payments", "products")


def bring_in_set(paths: Sequence[Path]) -> ImportRun:
    make_shop()
    files = [path.open("rb") for path in paths]
    try:
        run = start_import(
            actor=someone(), file_name=paths[0].name, content=files[0], more=files[1:], at=AT,
            mapping=MAPPING, queue=False,
        )  # fmt: skip
    finally:
        for file in files:
            file.close()
    return carry_on(run, someone(), lambda done, total: None)


def small_set(folder: Path) -> list[Path]:
    """One order of two lines and a payment, and lines that belong to nothing."""
    tables = {
        "orders": "order_id,customer_id,order_status,order_purchase_timestamp,"
        "order_approved_at,order_delivered_carrier_date\nA1,C1,delivered,2026-01-02 10:00:00,,\n",
        "customers": "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,"
        "customer_state\nC1,U1,1000,Recife,PE\nC9,U9,2000,Natal,RN\n",
        "order_items": "order_id,order_item_id,product_id,seller_id,price,freight_value\n"
        "A1,1,P1,S1,10.00,1.00\nLOST,1,P1,S1,5.00,1.00\n\nA1,2,P1,S1,20.00,2.00\n",
        "order_payments": "order_id,payment_sequential,payment_type,payment_installments,"
        "payment_value\nA1,1,card,1,33.00\nGONE,1,card,1,9.00\n",
        "products": "product_id,product_category_name,product_weight_g\nP1,lamps,9\nP2,shelves,9\n",
        "sellers": "seller_id,seller_city\nS1,Recife\n",
    }
    paths = []
    for name, text in tables.items():
        path = folder / f"{name}.csv"
        path.write_text(text)
        paths.append(path)
    return paths


def told(run: ImportRun, file: str) -> dict[int, tuple[str, str]]:
    rows = ImportVerdict.objects.filter(run=run, file=file).exclude(outcome="warning")
    return {
        line: (row.outcome, row.code) for row in rows for line in range(row.line, row.last_line + 1)
    }


def test_lines_of_an_order_share_its_verdict_and_others_say_why_not(tmp_path: Path) -> None:
    run = bring_in_set(small_set(tmp_path))
    made, header = ("made", "made"), ("skipped", "header")
    unneeded = ("skipped", "not_needed")
    missing = ("refused", "order_not_in_set")
    assert told(run, "orders.csv") == {1: header, 2: made}
    assert told(run, "customers.csv") == {1: header, 2: made, 3: unneeded}
    assert told(run, "order_items.csv") == {
        1: header, 2: made, 3: missing, 4: ("skipped", "blank_line"), 5: made
    }  # fmt: skip
    assert told(run, "order_payments.csv") == {1: header, 2: made, 3: missing}
    assert told(run, "products.csv") == {1: header, 2: made, 3: unneeded}
    assert told(run, "sellers.csv") == dict.fromkeys((1, 2), ("skipped", "file_not_used"))


def test_a_line_without_its_order_is_refused_by_name_and_place(tmp_path: Path) -> None:
    run = bring_in_set(small_set(tmp_path))
    rows = {row.file: row for row in verdicts_of(run.pk, outcome="refused").rows}
    lost = rows["order_items.csv"]
    assert (lost.line, lost.column) == (3, "order_id")
    assert "LOST" in lost.sentence
    assert Order.objects.count() == 1


def test_the_same_set_again_says_of_every_line_that_it_is_here(tmp_path: Path) -> None:
    paths = small_set(tmp_path)
    bring_in_set(paths)
    again = bring_in_set(paths)
    assert told(again, "order_payments.csv")[2] == ("already", "already")
    assert (again.made, again.already) == (0, 1)


def test_an_order_that_is_refused_takes_its_lines_with_it(tmp_path: Path) -> None:
    paths = small_set(tmp_path)
    items = paths[2].read_text().replace("20.00", "lots")
    paths[2].write_text(items)
    run = bring_in_set(paths)
    assert told(run, "orders.csv")[2][0] == "refused"
    assert {told(run, "order_items.csv")[line][0] for line in (2, 5)} == {"refused"}
    assert told(run, "order_payments.csv")[2][0] == "refused"


def test_what_was_refused_comes_back_as_a_set_that_imports_after_mending(tmp_path: Path) -> None:
    paths = small_set(tmp_path)
    paths[0].write_text(paths[0].read_text() + "A2,C1,delivered,2026-01-03 10:00:00,,\n")
    paths[2].write_text(paths[2].read_text() + "A2,1,P1,S1,lots,1.00\n")
    run = bring_in_set(paths)
    name, pieces = refused_file(run)
    with zipfile.ZipFile(
        io.BytesIO(b"".join(one for one in pieces if isinstance(one, bytes)))
    ) as archive:
        told = {one: archive.read(one).decode() for one in archive.namelist()}
    assert (name, run.made, run.refused > 0) == ("orders-refused.zip", 1, True)
    assert [row.split(",")[0] for row in told["orders.csv"].splitlines()[1:]] == ["A2"]
    assert [line.split(",")[0] for line in told["order_items.csv"].split()[1:]] == ["LOST", "A2"]
    mended = []
    for number, (file, text) in enumerate(told.items()):
        mended.append(tmp_path / f"mended {number} {file}")
        mended[-1].write_text(text.replace("lots", "7.00"))
    again = bring_in_set(mended)
    assert (again.made, Order.objects.get(channel_number="A2").total) == (1, 800)
    assert Order.objects.get(channel_number="A2").customer_id is not None


def test_every_line_of_a_marketplace_has_one_verdict(shared: Shared) -> None:
    paths = [shared(f"olist/sample_a/olist_{part}_dataset.csv") for part in PARTS]
    run = bring_in_set(paths)
    for path in paths:
        rows = ImportVerdict.objects.filter(run=run, file=path.name).exclude(outcome="warning")
        lines = Counter(n for row in rows for n in range(row.line, row.last_line + 1))
        expected = path.read_text().count("\n")
        assert lines == Counter(range(1, expected + 1)), path.name

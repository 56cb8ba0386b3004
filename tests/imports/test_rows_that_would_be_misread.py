"""Rows whose plain reading would be another order than the person meant: asked, told or refused."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from orderkin.imports.keeping import drop, keep
from orderkin.imports.mapping import Mapping
from orderkin.imports.problems import CannotRead, ImportProblem
from orderkin.imports.recognising import open_file
from orderkin.imports.rows import Choices, ImportedOrder

Written = Callable[..., Path]
HEADER = "Order number,Date,SKU,Product name,Quantity,Unit price,Currency"
GERMAN = "Bestellnummer;Bestelldatum;Artikel;Menge;Einzelpreis;Währung"


def read(path: Path, choices: Choices | None = None) -> tuple[dict[str, int], list[str]]:
    """Totals by order number, and `code:line` of everything else but the header."""
    totals, told = {}, []
    for one in open_file(path, choices or Choices()).read():
        if isinstance(one, ImportedOrder):
            totals[one.number] = one.total
            told += [f"{w.code}:{w.line}" for w in one.warnings]
        elif isinstance(one, ImportProblem) and one.code != "header":
            told.append(f"{one.code}:{one.line}")
    return totals, told


def table(*rows: str) -> str:
    return "\n".join((HEADER, *rows)) + "\n"


def test_a_count_follows_the_files_decimal_mark(written: Written) -> None:
    rows = "A;02.03.2026;L;2,000;12,50;EUR\nB;28.03.2026;L;1.000;12,50;EUR\n"
    totals, _told = read(written(f"{GERMAN}\n{rows}"))
    assert totals == {"A": 2500, "B": 1_250_000}


def test_a_count_that_can_be_two_is_asked_about(written: Written) -> None:
    path = written(table('A,2026-03-02,L,Lamp,"1,000",5,EUR'))
    assert read(path) == ({}, ["number_ambiguous:2"])
    assert read(path, Choices(decimal_mark="."))[0] == {"A": 500_000}


@pytest.mark.parametrize(
    "row", ["Total,,,,5,50.00,", ",,,Total,5,50.00,", "Grand total:,,,,,50.00,EUR"]
)
def test_a_row_that_sums_up_is_no_line(written: Written, row: str) -> None:
    path = written(table("A,2026-03-02,L,Lamp,1,5.00,EUR", row))
    assert read(path) == ({"A": 500}, ["footer:3"])


def test_a_product_called_total_is_a_line(written: Written) -> None:
    path = written(table("A,2026-03-02,L,Lamp,1,5.00,EUR", ",,TOTAL-9,Total,1,3.00,"))
    assert read(path)[0] == {"A": 800}


def test_a_row_that_explains_the_columns_is_skipped(written: Written) -> None:
    words = "The number,day of order,our code,what it is,pieces,per piece,ISO"
    totals, told = read(written(table(words, "A,2026-03-02,L,Lamp,1,5.00,EUR")))
    assert (totals, told) == ({"A": 500}, ["description_row:2"])


def test_a_row_with_more_cells_than_columns_is_refused(written: Written) -> None:
    rows = ("A,2026-03-02,L,Lamp,1,1,250.00,EUR", "B,2026-03-02,L,Lamp,1,5.00,EUR,,")
    assert read(written(table(*rows))) == ({"B": 500}, ["row_too_long:2"])


def test_a_row_that_ends_before_its_price_is_refused(written: Written) -> None:
    rows = ("A,2026-03-02,L,Lamp,1", "B,2026-03-02,L,Lamp,1,5.00,EUR")
    assert read(written(table(*rows))) == ({"B": 500}, ["row_cut_off:2"])


def test_a_price_that_is_not_there_is_told(written: Written) -> None:
    rows = ("A,2026-03-02,L,Lamp,1,,EUR", "B,2026-03-02,L,Lamp,1,5.00,EUR")
    assert read(written(table(*rows))) == ({"A": 0, "B": 500}, ["price_missing:2"])


def test_a_sign_of_another_currency_is_refused(written: Written) -> None:
    header = "Order number,Date,SKU,Quantity,Unit price"
    rows = "A,2026-03-02,L,1,€6.00\nB,2026-03-02,L,1,$5.00\n"
    assert read(written(f"{header}\n{rows}")) == ({"A": 600}, ["currency_differs:3"])
    dollars = written(f"{header}\nB,2026-03-02,L,1,$5.00\n")
    assert read(dollars, Choices(currency="CAD"))[0] == {"B": 500}


@pytest.mark.parametrize("column", ["SKU", "Tracking number"])
def test_no_id_comes_in_with_lost_digits(written: Written, column: str) -> None:
    header = f"Order number,Date,{column},Product name,Quantity,Unit price,Currency"
    path = written(f"{header}\nA,2026-03-02,1.23457E+11,Lamp,1,5.00,EUR\n")
    assert read(path) == ({}, ["id_lost_digits:2"])


def test_a_cover_page_is_passed_over(tmp_path: Path) -> None:
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Orders of March, for the desk"])
    sheet = book.create_sheet("Orders")
    sheet.append(HEADER.split(","))
    sheet.append(["A", "2026-03-02", "L", "Lamp", 1, 5, "EUR"])
    book.save(tmp_path / "orders.xlsx")
    assert read(tmp_path / "orders.xlsx")[0] == {"A": 500}


def test_column_names_alone_are_said_to_be_alone(written: Written) -> None:
    with pytest.raises(CannotRead) as no:
        open_file(written(f"{HEADER}\n"))
    assert no.value.problem.code == "no_rows"


def test_a_count_that_is_none_is_refused_and_never_one_piece(written: Written) -> None:
    rows = ("A,2026-03-02,L,Lamp,2 pcs,5.00,EUR", "B,2026-03-02,L,Lamp,4,5.00,EUR")
    assert read(written(table(*rows, rows[0]))) == ({"B": 2000}, ["not_a_quantity:2"])


@pytest.mark.parametrize("named", ["Euro", "€", "eur"])
def test_a_currency_may_be_a_word_or_a_sign(written: Written, named: str) -> None:
    assert read(written(table(f"A,2026-03-02,L,Lamp,1,5.00,{named}"))) == ({"A": 500}, [])


def test_rows_of_one_number_and_two_days_are_two_orders(written: Written) -> None:
    rows = ("P,2026-05-04,L,Lamp,1,5.00,EUR", "Q,2026-05-04,L,Lamp,1,5.00,EUR",
            "P,2026-06-30,M,Mug,1,7.00,EUR")  # fmt: skip
    assert read(written(table(*rows))) == ({"Q": 500}, ["dates_differ:4"])
    again = ("P,2026-05-04 09:00,L,Lamp,1,5.00,EUR", "P,2026-05-04,M,Mug,1,7.00,EUR")
    assert read(written(table(*again)))[0] == {"P": 1200}


def test_rows_of_one_order_in_two_currencies_are_not_added(written: Written) -> None:
    rows = ("A,2026-03-02,L,Lamp,1,5.00,EUR", "A,2026-03-02,M,Mug,1,7.00,USD")
    assert read(written(table(*rows))) == ({}, ["currency_differs:3"])


def test_a_column_called_name_holds_people_unless_it_holds_numbers(written: Written) -> None:
    header = "Name,Date,Currency,SKU,Quantity,Price"
    rows = "Bob Stone,2026-05-04,EUR,L,1,5.00\nBob Stone,2026-06-30,EUR,M,1,7.00\n"
    with pytest.raises(CannotRead) as no:
        open_file(written(f"{header}\n{rows}"))
    assert no.value.problem.code == "layout_unknown"
    numbers = rows.replace("Bob Stone,2026-05", "#1,2026-05").replace("Bob Stone", "#2")
    assert read(written(f"{header}\n{numbers}"))[0] == {"#1": 500, "#2": 700}


UNNUMBERED = Mapping(
    name="till", label="", channel="other", currency="EUR", needs=("day", "article"),
    columns=(("placed_at", "day"), ("sku", "article"), ("unit_price", "price")),
)  # fmt: skip


def test_without_numbers_each_row_is_an_order_of_its_file_and_line(written: Written) -> None:
    path = written("day,article,price\n2026-05-04,L,5.00\n2026-05-04,L,5.00\nTotal,,10.00\n")
    reads = list(open_file(path, Choices(), [UNNUMBERED]).read())
    numbers = [one.number for one in reads if isinstance(one, ImportedOrder)]
    stamp = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    assert numbers == [f"{stamp}-2", f"{stamp}-3"]


@pytest.mark.django_db
def test_a_table_that_was_only_zipped_is_that_table(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "orders.zip", "w") as archive:
        archive.writestr("march/orders.csv", table("A,2026-03-02,L,Lamp,1,5.00,EUR"))
    with (tmp_path / "orders.zip").open("rb") as content:
        kept = keep([content])
    try:
        assert read(kept.path)[0] == {"A": 500}
    finally:
        drop(kept.stored)

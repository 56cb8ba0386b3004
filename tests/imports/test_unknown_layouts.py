"""Tables nobody taught the desk: columns guessed, sheets read, oddities of hand-made files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from orderkin.imports.guessing import guess, missing
from orderkin.imports.mapping import Mapping, fingerprint, read_document
from orderkin.imports.opening import look_at
from orderkin.imports.problems import CannotRead, ImportProblem
from orderkin.imports.recognising import open_file
from orderkin.imports.rows import Choices, ImportedOrder, Read
from orderkin.imports.tables import open_table

Written = Callable[..., Path]
HEADER = "Bestellnummer;Bestelldatum;Artikel;Menge;Einzelpreis;Währung;Ort"


def orders(path: Path, choices: Choices | None = None) -> list[ImportedOrder]:
    reads = open_file(path, choices or Choices()).read()
    return [one for one in reads if isinstance(one, ImportedOrder)]


def problems(path: Path) -> list[tuple[str, int]]:
    reads: list[Read] = list(open_file(path).read())
    return [(one.code, one.line) for one in reads if isinstance(one, ImportProblem)]


def test_a_german_file_with_semicolons_and_decimal_commas(written: Written) -> None:
    path = written(
        f"{HEADER}\nB-7;02.03.2026;Lampe;2;1.234,50;EUR;Köln\nB-8;28.03.2026;X;1;5,00;EUR;\n"
    )
    first, second = orders(path)
    assert (first.number, first.total, first.currency) == ("B-7", 246_900, "EUR")
    assert (first.placed_at.month, first.shipping_address.city) == (3, "Köln")
    assert second.total == 500


def test_quoted_newlines_keep_physical_line_numbers(written: Written) -> None:
    path = written(
        "order number,date,title,qty,price,currency\n"
        'A-1,2026-03-02,"A lamp\nwith two\nlines",1,5.00,EUR\nA-2,2026-03-02,B,x,5.00,EUR\n'
    )
    assert orders(path)[0].source_lines == ((2, 4),)
    assert problems(path)[-1] == ("not_a_quantity", 5)


def test_every_row_that_is_no_order_says_why(written: Written) -> None:
    path = written(
        "Orders of March\n\norder number,date,sku,qty,price,currency\nA-1,2026-03-02,L,1,5.00,EUR\n"
        "order number,date,sku,qty,price,currency\n,,,,,\n,2026-03-02,L,1,5.00,EUR\n"
        "End of report,,,,,\n"
    )
    assert problems(path) == [
        ("not_an_order", 1),
        ("blank_line", 2),
        ("header", 3),
        ("repeated_header", 5),
        ("blank_line", 6),
        ("number_missing", 7),
        ("footer", 8),
    ]


def test_rows_of_one_order_need_not_stand_together(written: Written) -> None:
    path = written(
        "order number,date,sku,qty,price,currency\nA-1,2026-03-02,L,1,5.00,EUR\n"
        "A-2,2026-03-02,M,1,6.00,EUR\nA-1,2026-03-02,N,2,7.00,EUR\n"
    )
    told = {order.number: (order.total, order.source_lines) for order in orders(path)}
    assert told == {"A-2": (600, ((3, 3),)), "A-1": (1900, ((2, 2), (4, 4)))}


def test_an_id_that_a_spreadsheet_spoiled_is_refused(written: Written) -> None:
    path = written("order id,date,sku,qty,price,currency\n5.76912E+17,2026-03-02,L,1,5.00,EUR\n")
    assert problems(path)[-1] == ("id_lost_digits", 2)


def test_text_wrappings_of_spreadsheets_come_off(written: Written) -> None:
    path = written('order id,date,sku,qty,price,currency\n="0012",2026-03-02,\'007,1,5.00,EUR\n')
    order = orders(path)[0]
    assert (order.number, order.lines[0].sku) == ("0012", "007")


def test_a_formula_is_only_text(written: Written) -> None:
    path = written("order id,date,title,qty,price,currency\nA,2026-03-02,=1+1,1,5.00,EUR\n")
    assert orders(path)[0].lines[0].name == "=1+1"


def test_duplicate_columns_are_told_apart(written: Written) -> None:
    path = written("order id,date,price,price,qty,currency\nA,2026-03-02,5.00,9.00,1,EUR\n")
    table = open_table(path, look_at(path))
    assert table.header[2:4] == ("price", "price (2)")


def test_mixed_currencies_within_an_order_are_refused(written: Written) -> None:
    path = written("order id,date,sku,qty,price,total\nA,2026-03-02,L,1,€5.00,£5.00\n")
    assert problems(path)[-1][0] in {"currency_differs", "currency_missing"}


def test_a_sheet_reads_like_a_table(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Order number", "Date", "SKU", "Quantity", "Price", "Currency"])
    sheet.append(["A-1", datetime(2026, 3, 2, 9, 30), "L-1", 3, 12.35, "EUR"])  # noqa: DTZ001
    sheet.append([100_200_300, datetime(2026, 3, 2), "L-2", 1, 0.1 + 0.2, "EUR"])  # noqa: DTZ001
    book.save(tmp_path / "orders.bin")
    first, second = orders(tmp_path / "orders.bin")
    assert (first.total, first.placed_at.isoformat()) == (3705, "2026-03-02T09:30:00+00:00")
    assert (second.number, second.total) == ("100200300", 30)


def test_too_little_to_go_on_names_what_is_missing(written: Written) -> None:
    path = written("sku,colour\nL,red\n")
    with pytest.raises(CannotRead) as wrong:
        open_file(path)
    told = dict(wrong.value.problem.values)
    assert (wrong.value.problem.code, told["missing"]) == (
        "layout_unknown",
        "number, placed_at, unit_price",
    )


def test_a_column_is_not_guessed_against_its_content(written: Written) -> None:
    path = written("order id,date,price,currency\nA,not yet known,5.00,EUR\n")
    table = open_table(path, look_at(path))
    assert missing(guess(table.header, table.samples())) == ["placed_at"]


def test_a_mapping_survives_being_saved() -> None:
    mapping = Mapping(
        "mine", "Mine", "other", (("number", "No"),), needs=("No",), codes=(("P", "shipping"),)
    )
    assert read_document({**mapping.document(), "from_a_later_version": 1}) == mapping


def test_a_header_is_recognised_in_any_order_and_spelling() -> None:
    assert fingerprint(["Order No", "SKU"]) == fingerprint(["sku ", "ORDER_NO"])
    assert fingerprint(["Order No"]) != fingerprint(["Order No", "SKU"])

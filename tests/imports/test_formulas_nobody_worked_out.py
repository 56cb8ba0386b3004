"""A formula without a value is unknown, not empty: its order is refused with line and column."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from orderkin.imports import extents
from orderkin.imports.actions.import_catalogue import import_catalogue
from orderkin.imports.extents import formulas_of
from orderkin.imports.problems import CannotRead, ImportProblem
from orderkin.imports.recognising import open_file
from orderkin.imports.rows import ImportedOrder
from orderkin.imports.saying import sentence
from tests.imports.bringing_in import someone
from tests.imports.test_workbooks_that_ask_for_too_much import HEADER
from tests.imports.test_workbooks_that_ask_for_too_much import book as raw
from tests.makers import AT

WHOLE = ["A-9", "2026-03-02", "LAMP", 1, "5.00", "EUR"]


def book(path: Path, *rows: Sequence[object], before: Sequence[Sequence[object]] = ()) -> Path:
    made = Workbook()
    sheet: Any = made.active
    for row in (*before, HEADER, *rows):
        sheet.append(row)
    made.save(path / "orders.xlsx")
    return path / "orders.xlsx"


def told(path: Path) -> tuple[set[str], list[tuple[str, int, str, str]]]:
    """Numbers that come in, and what is refused: code, line, column, number."""
    reads = list(open_file(path).read())
    orders = {one.number for one in reads if isinstance(one, ImportedOrder)}
    problems = [one for one in reads if isinstance(one, ImportProblem) and one.weight == "refused"]
    return orders, [(one.code, one.line, one.column, one.number) for one in problems]


@pytest.mark.parametrize("place", [1, 2, 3, 4, 5])
def test_the_order_is_refused_with_line_column_and_reason(tmp_path: Path, place: int) -> None:
    row: list[object] = ["A-1", "2026-03-02", "LAMP", 1, "5.00", "EUR"]
    row[place] = "=1+1"
    orders, refused = told(book(tmp_path, WHOLE, row))
    assert orders == {"A-9"}
    assert refused == [("formula_without_value", 3, HEADER[place], "A-1")]


def test_the_sentence_says_what_to_do() -> None:
    assert "Save the workbook" in sentence(ImportProblem("formula_without_value", 3, "Price"))


def test_a_number_nobody_worked_out_refuses_its_row_alone(tmp_path: Path) -> None:
    row = ["=1+1", "2026-03-02", "LAMP", 1, "5.00", "EUR"]
    orders, refused = told(book(tmp_path, WHOLE, row))
    assert (orders, refused) == ({"A-9"}, [("formula_without_value", 3, "Order number", "")])


def test_one_line_of_several_takes_the_whole_order_with_it(tmp_path: Path) -> None:
    second = ["A-9", "2026-03-02", '=HYPERLINK("x")', 1, "=2+3", "EUR"]
    orders, refused = told(book(tmp_path, WHOLE, second))
    assert (orders, refused) == (set(), [("formula_without_value", 3, "SKU", "A-9")])


def test_rows_of_nothing_but_formulas_are_told_even_at_the_end(tmp_path: Path) -> None:
    orders, refused = told(book(tmp_path, WHOLE, ["=A1"] * 6, ["=A1"] * 6))
    assert (orders, [line for _code, line, _column, _number in refused]) == ({"A-9"}, [3, 4])


def test_a_sheet_that_begins_further_right_keeps_its_columns_apart(tmp_path: Path) -> None:
    made = Workbook()
    sheet: Any = made.active
    rows: list[list[Any]] = [HEADER, WHOLE, [*WHOLE[:4], "=1+1", "EUR"]]
    for line, row in enumerate(rows, start=3):
        for column, cell in enumerate(row, start=4):
            sheet.cell(line, column, "A-1" if (line, column) == (5, 4) else cell)
    made.save(tmp_path / "orders.xlsx")
    orders, refused = told(tmp_path / "orders.xlsx")
    assert (orders, refused) == ({"A-9"}, [("formula_without_value", 5, "Price", "A-1")])


def test_formulas_of_other_sheets_and_columns_do_not_matter(tmp_path: Path) -> None:
    made = Workbook()
    sheet: Any = made.active
    sheet.append([*HEADER, "My remarks here"])
    sheet.append([*WHOLE, "=1+1"])
    made.create_sheet("Sums").append(["A-1", "", "", "", "=1+1"])
    made.save(tmp_path / "orders.xlsx")
    assert told(tmp_path / "orders.xlsx") == ({"A-9"}, [])


@pytest.mark.parametrize(
    ("cell", "unknown"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', False),
        ('<c r="A1"><f>1+1</f></c>', True),
        ('<c r="A1"><f>1+1</f><v/></c>', True),
        ('<c r="A1"><f>1+1</f><v></v></c><c r="B1"><v>5</v></c>', True),
        ('<c r="A1" t="str"><f>IF(1,"","x")</f><v></v></c>', False),
        ('<c r="A1"><v></v></c>', False),
    ],
)
def test_a_value_beside_the_formula_is_what_counts(
    tmp_path: Path, cell: str, unknown: bool
) -> None:
    path = raw(tmp_path / "a.xlsx", f'<row r="1">{cell}</row>')
    assert formulas_of(path) == ({"xl/worksheets/sheet1.xml": {1: (1,)}} if unknown else {})


def test_too_many_to_tell_one_by_one_refuse_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extents, "MOST_FORMULAS", 2)
    with pytest.raises(CannotRead) as wrong:
        told(book(tmp_path, WHOLE, *([["A-1", "2026-03-02", "L", 1, "=1+1", "EUR"]] * 4)))
    assert wrong.value.problem.code == "formulas_without_values"


@pytest.mark.django_db(transaction=True)
def test_a_catalogue_refuses_them_too(tmp_path: Path) -> None:
    made = Workbook()
    sheet: Any = made.active
    for row in (["SKU", "Price"], ["LAMP", "=1+1"], ["BULB", "2.00"]):
        sheet.append(row)
    made.save(tmp_path / "goods.xlsx")
    mapping = json.loads(
        '{"name":"c","currency":"EUR","products":[["sku","SKU"],["price","Price"]]}'
    )
    done = import_catalogue(
        actor=someone(), products=tmp_path / "goods.xlsx", mapping=mapping, at=AT
    )
    assert (done.made, [one.code for one in done.problems]) == (1, ["formula_without_value"])

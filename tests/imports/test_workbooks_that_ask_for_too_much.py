"""A small workbook or archive that would take a machine down is refused the whole way through."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from orderkin.imports.archives import directory_size
from orderkin.imports.extents import check_extents
from orderkin.imports.models import ImportRun
from orderkin.imports.problems import CannotRead
from orderkin.imports.recognising import open_file
from orderkin.imports.rows import Choices, ImportedOrder
from tests.doors import Desk
from tests.makers import make_actor, make_shop

HEADER = ["Order number", "Date", "SKU", "Quantity", "Price", "Currency"]
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}'
    "<sheetData>{rows}</sheetData></worksheet>"
)
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def book(path: Path, rows: str, before: str = "") -> Path:
    """A workbook as a hostile hand would put it together."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("xl/workbook.xml", "<workbook/>")
        out.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows=rows, before=before))
    return path


def far(path: Path) -> Path:
    made = Workbook()
    sheet: Any = made.active
    sheet.append(HEADER)
    sheet.cell(1_048_576, 16_384, "x")
    made.save(path)
    return path


def crowded(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        for number in range(20_000):
            out.writestr(f"{number:050}.csv", "")
    return path


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("orders.csv", b"0" * 60_000_000)
    return path


HOSTILE: dict[str, Callable[[Path], Path]] = {
    "sheet_too_large": far,
    "archive_too_full": crowded,
    "zip_bomb": bomb,
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", HOSTILE)
@pytest.mark.parametrize("button", ["", "try", "look"])
def test_the_page_refuses_it_at_once_and_keeps_nothing(
    tmp_path: Path, settings: Any, code: str, button: str
) -> None:
    client = Desk(make_actor()).client
    make_shop()
    settings.UPLOADS = tmp_path / "uploads"
    file = io.BytesIO(HOSTILE[code](tmp_path / "orders.csv").read_bytes())
    file.name = "orders.csv"
    client.get("/imports/")
    began = time.process_time()
    answer = client.post("/imports/", {"file": file, button or "go": "yes"})
    assert time.process_time() - began < 1
    assert (answer.status_code, answer.context["form"].refusal.code) == (422, code)
    assert list((tmp_path / "uploads").iterdir()) == []
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        (FAR, ""),
        (f'<s:g xmlns:s="urn:s">{FAR.replace("<", "<s:").replace("<s:/", "</s:")}</s:g>', ""),
        (f'{FAR[:39]}<row r="1048576">{"<c><v>1</v></c>" * 300}</row>', ""),
        (FAR, '<p x="&lt;&gt;"/>'),
    ],
    ids=["named", "prefixed", "unnamed", "behind marks"],
)
def test_cells_far_out_are_seen_however_they_are_written(
    tmp_path: Path, rows: str, before: str
) -> None:
    with pytest.raises(CannotRead) as wrong:
        check_extents(book(tmp_path / "a.xlsx", rows, before))
    assert wrong.value.problem.code == "sheet_too_large"


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        (FAR, "<unclosed>"),
        (FAR, "&unknown;"),
        ('<row r="1"><c r="$A$9"><v>1</v></c></row>', ""),
        ('<row r="1"><c r="A123456789"><v>1</v></c></row>', ""),
    ],
)
def test_a_sheet_that_cannot_be_measured_is_not_read(
    tmp_path: Path, rows: str, before: str
) -> None:
    with pytest.raises(CannotRead) as wrong:
        check_extents(book(tmp_path / "a.xlsx", rows, before))
    assert wrong.value.problem.code == "not_a_table"


def test_entities_are_never_unfolded(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as out:
        laughs = '<!DOCTYPE a [<!ENTITY b "ha">]>' + SHEET.format(rows=FAR, before="&b;")
        out.writestr("xl/worksheets/sheet1.xml", laughs)
    with pytest.raises(CannotRead):
        check_extents(path)


def test_formatted_but_empty_cells_far_out_do_no_harm(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    check_extents(book(tmp_path / "a.xlsx", rows))


def test_another_kind_of_workbook_hidden_beside_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", "")
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("xl/workbook.bin", "x")
    with pytest.raises(CannotRead) as wrong:
        open_file(path, Choices())
    assert wrong.value.problem.code == "not_a_table"


def test_a_formula_is_never_worked_out(tmp_path: Path) -> None:
    made = Workbook()
    sheet: Any = made.active
    sheet.append(HEADER)
    sheet.append(["A-1", "2026-03-02", "=1+1", 1, "5.00", "EUR"])
    sheet.append(["A-2", "2026-03-02", "LAMP", 1, "=2+3", "EUR"])
    sheet.append(["A-3", "2026-03-02", "LAMP", 1, "5.00", "EUR"])
    made.save(tmp_path / "a.xlsx")
    reads = list(open_file(tmp_path / "a.xlsx").read())
    orders = [one for one in reads if isinstance(one, ImportedOrder)]
    assert "2" not in {order.lines[0].sku for order in orders}
    assert {order.total for order in orders if order.number != "A-2"} == {500}


def test_the_directory_is_weighed_before_it_is_read(tmp_path: Path) -> None:
    small = bomb(tmp_path / "small.zip")
    assert 0 < directory_size(small) < 100
    assert directory_size(crowded(tmp_path / "crowded.zip")) > 1_000_000
    (tmp_path / "none").write_bytes(b"PK")
    assert directory_size(tmp_path / "none") == 0

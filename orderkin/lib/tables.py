"""Tables as files, row by row: CSV and XLSX that a spreadsheet never takes for formulas.

Both writers are generators that hold one row at a time, so a list of a million rows costs no more
memory than one of ten. Text cells are neutralised (`safe`); numbers stay numbers.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Literal, cast
from xml.sax.saxutils import escape

Cell = str | int | Decimal | None
Form = Literal["csv", "xlsx"]
FORMS: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What spreadsheets begin a formula with; the wide forms are read as the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A sheet ends at 1,048,576 rows; past 2 GB its archive entry would need a form Excel refuses.
MOST_ROWS = 1_048_576
MOST_BYTES = 1_500_000_000
LONGEST_CELL = 32_767


@dataclass(frozen=True, slots=True)
class Table:
    """A list as it goes into a file: `name` is the file's, without its ending."""

    name: str
    head: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]

    def pieces(self, form: Form) -> Iterator[bytes]:
        """The file in pieces, as they come."""
        return as_csv(self) if form == "csv" else as_xlsx(self)


def safe(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it.

    The import takes it off again.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(cell: Cell) -> str:
    return safe(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


class _Line:
    """What csv writes into: one line at a time, given on at once."""

    def write(self, text: str) -> str:
        return text


def as_csv(table: Table) -> Iterator[bytes]:
    """The table as CSV lines, with a mark that tells spreadsheets it is UTF-8."""
    writer = csv.writer(_Line())

    def line(cells: Sequence[Cell]) -> bytes:
        return str(writer.writerow([_text(cell) for cell in cells])).encode("utf-8", "replace")

    yield b"\xef\xbb\xbf" + line(table.head)
    for row in table.rows:
        yield line(row)


class _Pipe:
    """What zipfile writes into when it cannot go back: pieces that are handed on."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        found = b"".join(self.pieces)
        self.pieces.clear()
        return found


def as_xlsx(table: Table) -> Iterator[bytes]:
    """The table as a workbook, written while it is read; what is beyond a sheet begins another."""
    pipe = _Pipe()
    rows, sheets, more = iter(table.rows), 0, True
    with zipfile.ZipFile(
        cast("IO[bytes]", pipe), "w", zipfile.ZIP_DEFLATED, compresslevel=2
    ) as archive:
        while more:
            sheets += 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                more = yield from _sheet(sheet, table.head, rows, pipe)
        for name, text in _around(table.name, sheets):
            archive.writestr(name, text)
    yield pipe.taken()


def _sheet(
    sheet: IO[bytes], head: Sequence[str], rows: Iterator[Sequence[Cell]], pipe: _Pipe
) -> Generator[bytes, None, bool]:
    """One sheet; returns whether it was full before the rows ended."""
    written = sheet.write(_SHEET.encode()) + sheet.write(_row(head))
    count, full = 1, False
    for row in rows:
        written += sheet.write(_row(row))
        count += 1
        if pipe.pieces:
            yield pipe.taken()
        if count == MOST_ROWS or written > MOST_BYTES:
            full = True
            break
    sheet.write(b"</sheetData></worksheet>")
    return full


def _row(cells: Iterable[Cell]) -> bytes:
    return f"<row>{''.join(map(_cell, cells))}</row>".encode()


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if not isinstance(cell, str):
        return f"<c><v>{cell}</v></c>"
    text = safe(_NO_XML.sub("\ufffd", cell))
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
)


def _around(name: str, sheets: int) -> Iterator[tuple[str, str]]:
    """The parts of a workbook that say which sheets it has."""
    numbers = range(1, sheets + 1)
    title = escape(re.sub(r"[\[\]:*?/\\]", " ", name)[:25], {'"': "&quot;"}) or "Sheet"
    listed = "".join(
        f'<sheet name="{title}{f" {n}" if n > 1 else ""}" sheetId="{n}" r:id="r{n}"/>'
        for n in numbers
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    relations = f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    book = (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>'
    )
    to_book = (
        f'<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    )
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f"{kinds}</Types>"
    )
    yield "xl/workbook.xml", book
    yield "xl/_rels/workbook.xml.rels", f"{relations}{links}</Relationships>"
    yield "_rels/.rels", relations + to_book
    yield "[Content_Types].xml", types

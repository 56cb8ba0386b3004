"""XLSX sheets as rows of text. The zip directory is weighed first; formulas are never evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from orderkin.imports.archives import members
from orderkin.imports.extents import check_extents, formulas_of
from orderkin.imports.formulas import unworked
from orderkin.imports.problems import CannotRead

# A sheet of 50,000 orders unpacks to about 30 MB; ratios above 100 are bombs, not orders.
LARGEST_UNPACKED = 200_000_000
LARGEST_RATIO = 100
MOST_MEMBERS = 2_000
# Other kinds of workbook would be tried where this one breaks, unmeasured.
_OTHER_BOOKS = {"xl/workbook.bin", "content.xml"}
_LAST_EXACT_INTEGER = 10**15


def check_zip(path: Path) -> None:
    """Refuse archives that are not workbooks or that unpack to far more than they hold.

    Raises CannotRead: not_a_table, archive_too_full, zip_bomb. Reads only the archive's directory.
    """
    held = members(path)
    unpacked = sum(member.file_size for member in held)
    packed = sum(member.compress_size for member in held) or 1
    too_much = unpacked > 1_000_000 and unpacked / packed > LARGEST_RATIO
    if unpacked > LARGEST_UNPACKED or too_much or len(held) > MOST_MEMBERS:
        raise CannotRead("zip_bomb", unpacked=unpacked, packed=packed)
    if any(member.flag_bits & 1 for member in held):
        raise CannotRead("file_locked")
    names = {member.filename for member in held}
    if "xl/workbook.xml" not in names or names & _OTHER_BOOKS:
        raise CannotRead("not_a_table", kind="ZIP")


# Cells as text, and the positions of those whose formula has no value.
SheetRow = tuple[list[str], tuple[int, ...]]


def sheet_rows(path: Path) -> Iterator[SheetRow]:
    """Rows of the first sheet that looks like a table, every cell as text.

    A cover page (fewer than two rows or columns) is passed over when another sheet holds one.
    """
    check_zip(path)
    check_extents(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        found: str | None = None
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height >= 2 and sheet.width >= 2:
                found = name
                break
            if sheet.height and found is None:
                found = name
        if found is not None:
            yield from _rows(book.get_sheet_by_name(found), unworked(path, found))
            return
    except CalamineError as wrong:
        raise CannotRead("not_a_table", kind="XLSX") from wrong
    raise CannotRead("formulas_without_values" if formulas_of(path) else "empty_file")


def _rows(sheet: CalamineSheet, formulas: dict[int, tuple[int, ...]]) -> Iterator[SheetRow]:
    """The reader leaves out what lies left of the first filled column, and below the last row."""
    left, number = (sheet.start or (0, 0))[1] + 1, 0
    last = max(formulas, default=0)

    def positions(row: int) -> tuple[int, ...]:
        return tuple(column - left for column in formulas.get(row, ()) if column >= left)

    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield [_text(cell) for cell in row], positions(number) if formulas else ()
    for row_below in range(number + 1, last + 1):
        yield [], positions(row_below)


def _text(cell: object) -> str:
    """A cell as a person reads it; a number beyond 15 digits shows that it lost some."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _LAST_EXACT_INTEGER:
        return str(int(value))
    if abs(value) >= _LAST_EXACT_INTEGER:
        return f"{value:.14E}"
    return f"{value:.15g}"

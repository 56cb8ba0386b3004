"""How far a sheet's cells reach, told before it is read: one stray cell can ask for terabytes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from orderkin.imports.problems import CannotRead

# The reader lays a sheet out cell by cell, 32 bytes each, whether there is something in it or not.
MOST_CELLS = 8_000_000
FEW_CELLS = 1_000_000
SPARSE = 20
_PIECE = 1 << 18
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")


@dataclass
class Extent:
    """Rows and columns up to the last filled cell (from 1), and how many cells are filled."""

    rows: int = 0
    columns: int = 0
    filled: int = 0

    @property
    def cells(self) -> int:
        return self.rows * self.columns

    @property
    def too_large(self) -> bool:
        """Whether laying it out takes more than its content is worth."""
        sparse = self.cells > FEW_CELLS and self.cells > self.filled * SPARSE
        return self.cells > MOST_CELLS or sparse


def check_extents(path: Path) -> None:
    """Refuse a workbook whose cells lie so far out that it cannot be laid out.

    Raises CannotRead: sheet_too_large, not_a_table. A kept file never changes, so it is asked once.
    """
    found = path.stat()
    rows, columns = _too_far(path, found.st_size, found.st_mtime_ns)
    if rows:
        raise CannotRead("sheet_too_large", rows=rows, columns=columns)


@lru_cache(maxsize=64)
def _too_far(path: Path, _size: int, _changed: int) -> tuple[int, int]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            extent = _extent(archive, member)
            if extent.too_large:
                return extent.rows, extent.columns
    return 0, 0


def _extent(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Extent:
    """Of one member, whatever it is called: which of them is a sheet is told elsewhere in it."""
    measure = _Measure()
    before = b""
    try:
        with archive.open(member) as content:
            while piece := content.read(_PIECE):
                measure.take(piece, is_sheet=b"sheetData" in before + piece)
                before = piece[-16:]
    except (expat.ExpatError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as wrong:
        raise CannotRead("not_a_table", kind="XLSX") from wrong
    return measure.extent


class _Measure:
    """Follows rows and cells; only a cell with a value reaches out."""

    def __init__(self) -> None:
        self.extent = Extent()
        self._row, self._column = 0, 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = _refuse_doctype
        self._is_sheet = self._broken = False

    def take(self, piece: bytes, *, is_sheet: bool) -> None:
        """A picture beside the sheets may break off; what names itself a sheet may not."""
        try:
            if not self._broken:
                self._parser.Parse(piece, False)
        except expat.ExpatError:
            self._broken = True
        self._is_sheet = self._is_sheet or is_sheet
        if self._broken and (self._is_sheet or self.extent.filled):
            raise expat.ExpatError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._reach(attributes.get("r", ""))
        elif kind in {"v", "is"}:
            reached = self.extent
            reached.filled += 1
            reached.rows = max(reached.rows, self._row)
            reached.columns = max(reached.columns, self._column)
        elif kind == "row":
            told = attributes.get("r", "")
            self._row = int(told) if told.isdigit() and len(told) < 8 else self._row + 1
            self._column = 0

    def _reach(self, reference: str) -> None:
        found = _REFERENCE.match(reference)
        if found:
            self._column, self._row = _place(found[1]), int(found[2])
        elif reference:
            raise expat.ExpatError
        else:
            self._column += 1


def _place(letters: str) -> int:
    """A column's number from its letters: A is 1, XFD 16,384."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place


def _refuse_doctype(*_told: object) -> None:
    raise expat.ExpatError

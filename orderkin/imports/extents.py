"""How far a sheet's cells reach, told before it is read: one stray cell can ask for terabytes."""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from orderkin.imports.problems import CannotRead

# The reader lays a sheet out cell by cell, 32 bytes each, whether there is something in it or not.
MOST_CELLS = 8_000_000
FEW_CELLS = 1_000_000
SPARSE = 20
# Of formulas nobody worked out, so many are remembered; a sheet with more is refused whole.
MOST_FORMULAS = 50_000
_PIECE = 1 << 18
_COLUMN_BITS = 15
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")


@dataclass
class Extent:
    """Rows and columns up to the last filled cell (from 1), and how many cells are filled.

    `formulas` are the cells whose formula has no value beside it: row and column in one number.
    """

    rows: int = 0
    columns: int = 0
    filled: int = 0
    formulas: array[int] = field(default_factory=lambda: array("Q"))

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
    for extent in _of_kept(path).values():
        if extent.too_large:
            raise CannotRead("sheet_too_large", rows=extent.rows, columns=extent.columns)


def formulas_of(path: Path) -> dict[str, dict[int, tuple[int, ...]]]:
    """By member, row and columns (from 1): cells whose formula nobody has worked out.

    Raises CannotRead: formulas_without_values, when there are too many to tell one by one.
    """
    return {name: _by_row(one.formulas) for name, one in _of_kept(path).items() if one.formulas}


def _by_row(cells: array[int]) -> dict[int, tuple[int, ...]]:
    if len(cells) > MOST_FORMULAS:
        raise CannotRead("formulas_without_values")
    rows: dict[int, tuple[int, ...]] = {}
    for cell in cells:
        row, column = cell >> _COLUMN_BITS, cell & ((1 << _COLUMN_BITS) - 1)
        rows[row] = (*rows.get(row, ()), column)
    return rows


def _of_kept(path: Path) -> Mapping[str, Extent]:
    found = path.stat()
    return _extents(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=64)
def _extents(path: Path, _size: int, _changed: int) -> Mapping[str, Extent]:
    """Of every member, up to the first that reaches too far."""
    extents: dict[str, Extent] = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            extents[member.filename] = extent = _extent(archive, member)
            if extent.too_large:
                break
    return extents


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
    measure.settle()
    return measure.extent


class _Measure:
    """Follows rows and cells; only a cell with a value reaches out.

    A formula waits for its value: text in the cell's `v`. Of a cell that says it is a text (`str`),
    no text is a value too.
    """

    def __init__(self) -> None:
        self.extent = Extent()
        self._row, self._column = 0, 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = refuse_doctype
        self._is_sheet = self._broken = self._waits = self._is_text = False

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
            self.settle()
            self._is_text = attributes.get("t") == "str"
            self._reach(attributes.get("r", ""))
        elif kind == "f":
            self._waits = not self._is_text
        elif kind in {"v", "is"}:
            if self._waits:
                self._parser.CharacterDataHandler = self._value
            reached = self.extent
            reached.filled += 1
            reached.rows = max(reached.rows, self._row)
            reached.columns = max(reached.columns, self._column)
        elif kind == "row":
            self.settle()
            told = attributes.get("r", "")
            self._row = int(told) if told.isdigit() and len(told) < 8 else self._row + 1
            self._column = 0

    def _value(self, text: str) -> None:
        if text.strip():
            self._waits = False
            self._parser.CharacterDataHandler = None

    def settle(self) -> None:
        """The cell is at its end: a formula that still waits has no value."""
        if self._waits:
            self._waits = False
            self._parser.CharacterDataHandler = None
            if len(self.extent.formulas) <= MOST_FORMULAS:
                self.extent.formulas.append(self._row << _COLUMN_BITS | self._column)

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


def refuse_doctype(*_told: object) -> None:
    """What could unfold to anything is not read."""
    raise expat.ExpatError

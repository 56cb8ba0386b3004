"""Delimited text and sheets as rows of cells, each row knowing the lines it stands on."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from orderkin.imports.problems import CannotRead, Elsewhere, ImportProblem
from orderkin.imports.rows import FileFacts
from orderkin.imports.sheets import sheet_rows
from orderkin.lib.text import fold

MOST_COLUMNS = 2_000
_DELIMITERS = ",;\t|"
_LOOK_AHEAD = 30


@dataclass(slots=True)
class Row:
    """The cells of one row; `line` and `last_line` are physical lines, counted from 1.

    `part` tells rows apart that stand on the same line because several files were joined; `also`
    are the lines of the other files in it. `left` is what to tell of a line that is in no row.
    `formulas` are the positions of cells whose formula has no value: they are unknown, not empty.
    """

    line: int
    last_line: int
    cells: list[str]
    part: int = 0
    also: Elsewhere = ()
    left: ImportProblem | None = None
    formulas: tuple[int, ...] = ()
    _texts: list[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def texts(self) -> list[str]:
        """The cells as plain text, worked out once: every field of an order asks for them."""
        if self._texts is None:
            bare = [cell.strip() for cell in self.cells]
            self._texts = [cell if cell[:1] not in _WRAPS else plain(cell) for cell in bare]
        return self._texts

    @property
    def place(self) -> str:
        """What this row is called within its file."""
        return f"{self.line}.{self.part}" if self.part else str(self.line)

    @property
    def blank(self) -> bool:
        return not any(self.cells) or not any(map(str.strip, self.cells))


class Rows(Protocol):
    """Anything that can be read as rows under a header, again and again."""

    @property
    def header(self) -> tuple[str, ...]: ...
    @property
    def header_line(self) -> int: ...
    @property
    def above(self) -> tuple[Row, ...]: ...
    def rows(self) -> Iterator[Row]: ...
    def samples(self, count: int = 200) -> list[Row]: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it; `rows()` reads the file again each time."""

    path: Path
    kind: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    header_line: int
    above: tuple[Row, ...] = ()

    def rows(self) -> Iterator[Row]:
        """Every row under the header, in file order."""
        below = self.header_line
        return (row for row in _all_rows(self.path, self.kind, self.encoding, self.delimiter)
                if row.line > below)  # fmt: skip

    def samples(self, count: int = 200) -> list[Row]:
        """The first rows that hold anything."""
        return list(islice((row for row in self.rows() if not row.blank), count))


def open_table(path: Path, facts: FileFacts) -> Table:
    """The table in the file; the header is the first row about as wide as the rows below it."""
    delimiter = _delimiter(path, facts) if facts.kind == "csv" else ""
    top = list(islice(_all_rows(path, facts.kind, facts.encoding, delimiter), _LOOK_AHEAD))
    filled = [sum(1 for cell in row.cells if cell.strip()) for row in top]
    widest = max(filled, default=0)
    if widest > MOST_COLUMNS or any(len(row.cells) > MOST_COLUMNS for row in top):
        raise CannotRead("too_many_columns", limit=MOST_COLUMNS)
    for row, count in zip(top, filled, strict=True):
        if count >= 2 and count * 2 >= widest:
            above = tuple(top[: top.index(row)])
            header = distinct(row.cells)
            return Table(path, facts.kind, facts.encoding, delimiter, header, row.last_line, above)
    raise CannotRead("not_a_table", kind="text")


def _all_rows(path: Path, kind: str, encoding: str, delimiter: str) -> Iterator[Row]:
    if kind == "xlsx":
        for number, (cells, formulas) in enumerate(sheet_rows(path), start=1):
            yield Row(number, number, cells, formulas=formulas)
        return
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        before = 0
        try:
            for cells in reader:
                yield Row(before + 1, reader.line_num, cells)
                before = reader.line_num
        except csv.Error as wrong:
            raise CannotRead(
                "cell_too_long", line=before + 1, limit=csv.field_size_limit()
            ) from wrong
        except UnicodeError as wrong:
            raise CannotRead("encoding_wrong", line=before + 1, encoding=encoding) from wrong


def _delimiter(path: Path, facts: FileFacts) -> str:
    """The character that cuts the first lines into the most equal columns."""
    with path.open(encoding=facts.encoding, newline="") as file:
        lines = [line for line in islice(file, _LOOK_AHEAD) if line.strip()]
    return max(_DELIMITERS, key=lambda mark: _fit(lines, mark))


def _fit(lines: list[str], mark: str) -> tuple[int, int]:
    try:
        widths = sorted(len(cells) for cells in csv.reader(lines, delimiter=mark))
    except csv.Error:
        return (0, 0)
    middle = widths[len(widths) // 2]
    return (middle, -_DELIMITERS.index(mark))


def heading(text: str) -> str:
    """A column's name as it is compared: case, accents and punctuation do not matter."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def distinct(cells: Sequence[str]) -> tuple[str, ...]:
    """Column names; a name that comes again is told apart as `name (2)`."""
    seen: dict[str, int] = {}
    names = []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {position}"
        key = heading(name)
        seen[key] = seen.get(key, 0) + 1
        names.append(name if seen[key] == 1 else f"{name} ({seen[key]})")
    return tuple(names)


_WRAPS = frozenset("='N\\")


def plain(cell: str) -> str:
    """A cell as text: spreadsheet wrappings (`'00123`, `="00123"`) come off, formulas stay text."""
    cell = cell.strip()
    if cell[:1] not in _WRAPS:
        return cell
    if cell.startswith('="') and cell.endswith('"') and cell.count('"') == 2:
        return cell[2:-1].strip()
    if len(cell) > 1 and cell[0] == "'" and (cell[1].isdigit() or cell[1] in "=+-@\t\r\n＝＋－＠"):
        return cell[1:].strip()
    return "" if cell in {"NULL", "\\N"} else cell

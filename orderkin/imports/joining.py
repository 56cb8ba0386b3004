"""A set of files read as one table: orders with their lines, payments, customers and products.

Side files are laid into a temporary database on disk, so that a set of any size needs little
memory; rows of the main file keep their own line numbers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from orderkin.imports.mapping import Join, Mapping
from orderkin.imports.problems import CannotRead
from orderkin.imports.staging import find, left_over, padded, place_of, stage, take
from orderkin.imports.tables import Row, Table, distinct, heading, plain


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """The main file's table with the columns of its side files behind its own."""

    path: Path
    main: Table
    sides: tuple[tuple[Join, Table], ...]
    header: tuple[str, ...]
    header_line: int
    above: tuple[Row, ...] = ()
    unused: tuple[Table, ...] = ()

    def rows(self) -> Iterator[Row]:
        """Every main row, once per line of its order, then once per payment.

        After them comes what no row was made of: lines of the other files that belong to no order.
        """
        with sqlite3.connect("") as staged:
            for index, (join, table) in enumerate(self.sides):
                stage(staged, index, join, table)
            for row in self.main.rows():
                yield from self._widened(staged, row)
            yield from left_over(staged, self.sides, self.unused)

    def samples(self, count: int = 200) -> list[Row]:
        """The first rows that hold anything."""
        return list(islice((row for row in self.rows() if not row.blank), count))

    def _widened(self, staged: sqlite3.Connection, row: Row) -> Iterator[Row]:
        width = len(self.main.header)
        base = padded(row.cells, width)
        wide: list[list[str]] = [base]
        extra: list[list[str]] = []
        also: list[tuple[str, int, int]] = []
        for index, (join, side) in enumerate(self.sides):
            place, blank = place_of(self.header, join.to), [""] * len(side.header)
            most = 1 if join.adds == "columns" else None
            found = [find(staged, index, plain(cells[place]), most) for cells in wide]
            also += take(staged, index, side.path.name, found)
            filled = [[padded(one.cells, len(blank)) for one in matches] for matches in found]
            if join.adds == "payments":
                # A payment's row says which order it is of, and nothing about lines.
                bare = base + [""] * (len(wide[0]) - width)
                extra = _padded(extra, len(blank)) + [bare + one for one in filled[0]]
                wide = _padded(wide, len(blank))
                continue
            wide = [
                cells + one
                for cells, matches in zip(wide, filled, strict=True)
                for one in (matches or [blank])
            ]
            extra = _padded(extra, len(blank))
        for number, cells in enumerate([*wide, *extra], start=1):
            told = tuple(also) if number == 1 else ()
            yield Row(row.line, row.last_line, cells, number, told, formulas=row.formulas)


def _padded(rows: list[list[str]], by: int) -> list[list[str]]:
    return [row + [""] * by for row in rows]


def join(tables: Sequence[Table], mapping: Mapping) -> JoinedTable:
    """The set's tables laid together as the mapping says. Raises CannotRead: file_missing."""
    main = _fitting(tables, mapping.needs)
    sides = tuple((one, _fitting(tables, one.needs)) for one in mapping.joins)
    names = list(main.header)
    for one, table in sides:
        names += [f"{one.prefix}{name}" for name in table.header]
    used = {main.path, *(table.path for _, table in sides)}
    unused = tuple(table for table in tables if table.path not in used)
    return JoinedTable(
        main.path, main, sides, distinct(names), main.header_line, main.above, unused
    )


def _fitting(tables: Sequence[Table], needs: Sequence[str]) -> Table:
    for table in tables:
        names = {heading(name) for name in table.header}
        if all(heading(name) in names for name in needs):
            return table
    raise CannotRead("file_missing", columns=", ".join(needs))

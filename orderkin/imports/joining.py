"""A set of files read as one table: orders with their lines, payments, customers and products.

Side files are laid into a temporary database on disk, so that a set of any size needs little
memory; rows of the main file keep their own line numbers.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from orderkin.imports.mapping import Join, Mapping
from orderkin.imports.problems import CannotRead
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

    def rows(self) -> Iterator[Row]:
        """Every main row, once per line of its order, then once per payment."""
        with sqlite3.connect("") as staged:
            for index, (join, table) in enumerate(self.sides):
                _stage(staged, index, join, table)
            for row in self.main.rows():
                yield from self._widened(staged, row)

    def samples(self, count: int = 200) -> list[Row]:
        """The first rows that hold anything."""
        return list(islice((row for row in self.rows() if not row.blank), count))

    def _widened(self, staged: sqlite3.Connection, row: Row) -> Iterator[Row]:
        width = len(self.main.header)
        base = (row.cells + [""] * width)[:width]
        wide: list[list[str]] = [base]
        extra: list[list[str]] = []
        for index, (join, table) in enumerate(self.sides):
            place, blank = _place(self.header, join.to), [""] * len(table.header)
            found = [_find(staged, index, plain(cells[place]), len(blank)) for cells in wide]
            if join.adds == "payments":
                # A payment's row says which order it is of, and nothing about lines.
                bare = base + [""] * (len(wide[0]) - width)
                extra = _padded(extra, len(blank)) + [bare + one for one in found[0]]
                wide = _padded(wide, len(blank))
                continue
            most = None if join.adds == "lines" else 1
            wide = [
                cells + one
                for cells, matches in zip(wide, found, strict=True)
                for one in (matches[:most] or [blank])
            ]
            extra = _padded(extra, len(blank))
        for number, cells in enumerate([*wide, *extra], start=1):
            yield Row(row.line, row.last_line, cells, number)


def _padded(rows: list[list[str]], by: int) -> list[list[str]]:
    return [row + [""] * by for row in rows]


def join(tables: Sequence[Table], mapping: Mapping) -> JoinedTable:
    """The set's tables laid together as the mapping says. Raises CannotRead: file_missing."""
    main = _fitting(tables, mapping.needs)
    sides = tuple((one, _fitting(tables, one.needs)) for one in mapping.joins)
    names = list(main.header)
    for one, table in sides:
        names += [f"{one.prefix}{name}" for name in table.header]
    return JoinedTable(main.path, main, sides, distinct(names), main.header_line, main.above)


def _fitting(tables: Sequence[Table], needs: Sequence[str]) -> Table:
    for table in tables:
        names = {heading(name) for name in table.header}
        if all(heading(name) in names for name in needs):
            return table
    raise CannotRead("file_missing", columns=", ".join(needs))


def _place(header: Sequence[str], name: str) -> int:
    for index, column in enumerate(header):
        if heading(column) == heading(name):
            return index
    raise CannotRead("column_missing", column=name)


def _stage(staged: sqlite3.Connection, index: int, side: Join, table: Table) -> None:
    place = _place(table.header, side.key)
    staged.execute(f"CREATE TABLE side{index} (key TEXT, cells TEXT)")
    staged.executemany(
        f"INSERT INTO side{index} VALUES (?, ?)",  # noqa: S608  # a number of our own
        (
            (plain(row.cells[place]), json.dumps(row.cells))
            for row in table.rows()
            if len(row.cells) > place and not row.blank
        ),
    )
    staged.execute(f"CREATE INDEX by_key{index} ON side{index} (key)")


def _find(staged: sqlite3.Connection, index: int, key: str, width: int) -> list[list[str]]:
    if not key:
        return []
    found = staged.execute(
        f"SELECT cells FROM side{index} WHERE key = ? ORDER BY rowid",  # noqa: S608
        (key,),
    )
    return [(json.loads(cells) + [""] * width)[:width] for (cells,) in found]

"""The side files of a set in a temporary database: found by key, and each line taken once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orderkin.imports.mapping import Join
from orderkin.imports.problems import CannotRead, Elsewhere, ImportProblem, Weight, told
from orderkin.imports.tables import Row, Table, heading, plain


@dataclass(frozen=True, slots=True)
class Staged:
    """A line of a side file; `taken` once an order has been made of it."""

    id: int
    line: int
    last_line: int
    taken: bool
    cells: list[str]


def place_of(header: Sequence[str], name: str) -> int:
    """The position of a column. Raises CannotRead: column_missing."""
    for index, column in enumerate(header):
        if heading(column) == heading(name):
            return index
    raise CannotRead("column_missing", column=name)


def padded(cells: list[str], width: int) -> list[str]:
    """Exactly as many cells as there are columns."""
    return (cells + [""] * width)[:width]


def stage(staged: sqlite3.Connection, index: int, side: Join, table: Table) -> None:
    """Lay a side file down under the key it is joined by; an empty line has none."""
    place = place_of(table.header, side.key)
    staged.execute(
        f"CREATE TABLE side{index} (id INTEGER PRIMARY KEY, key TEXT, line INTEGER,"
        " last_line INTEGER, taken INTEGER DEFAULT 0, cells TEXT)"
    )
    staged.executemany(
        f"INSERT INTO side{index} (key, line, last_line, cells) VALUES (?, ?, ?, ?)",  # noqa: S608
        ((_key(row, place), row.line, row.last_line, json.dumps(row.cells))
         for row in table.rows()),
    )  # fmt: skip
    staged.execute(f"CREATE INDEX by_key{index} ON side{index} (key)")


def _key(row: Row, place: int) -> str | None:
    if row.formulas:
        raise CannotRead("formulas_without_values", line=row.line)
    if row.blank:
        return None
    return plain(row.cells[place]) if len(row.cells) > place else ""


def find(staged: sqlite3.Connection, index: int, key: str, most: int | None) -> list[Staged]:
    """The lines under a key, in file order; `most` of them."""
    if not key:
        return []
    # The table is numbered by us.
    asked = f"SELECT id, line, last_line, taken, cells FROM side{index} WHERE key = ?"  # noqa: S608
    found = staged.execute(f"{asked} ORDER BY id LIMIT ?", (key, -1 if most is None else most))
    return [
        Staged(pk, line, last, bool(taken), json.loads(cells))
        for pk, line, last, taken, cells in found
    ]


def take(
    staged: sqlite3.Connection, index: int, file: str, found: Sequence[Sequence[Staged]]
) -> Elsewhere:
    """Those of these lines that no earlier order was made of, as places; taken from now on.

    A customer or a product may stand in many orders: its line shares the fate of the first.
    """
    fresh = {one.id: one for matches in found for one in matches if not one.taken}
    staged.executemany(
        f"UPDATE side{index} SET taken = 1 WHERE id = ?",  # noqa: S608
        [(pk,) for pk in fresh],
    )
    return tuple((file, one.line, one.last_line) for one in fresh.values())


def left_over(
    staged: sqlite3.Connection, sides: Sequence[tuple[Join, Table]], unused: Sequence[Table]
) -> Iterator[Row]:
    """What to tell of every line of the other files that is in no order."""
    for index, (side, table) in enumerate(sides):
        name = table.path.name
        for above in table.above:
            yield _left("blank_line" if above.blank else "not_an_order", name, above)
        yield _left("header", name, Row(table.header_line, table.header_line, []))
        rows = staged.execute(
            f"SELECT line, last_line, key FROM side{index} WHERE NOT taken ORDER BY id"  # noqa: S608
        )
        for line, last_line, key in rows:
            yield _untaken(side, name, Row(line, last_line, []), key)
    for table in unused:
        last = max((row.last_line for row in table.rows()), default=table.header_line)
        yield _left("file_not_used", table.path.name, Row(1, last, []))


def _untaken(side: Join, file: str, row: Row, key: str | None) -> Row:
    if key is None:
        return _left("blank_line", file, row)
    if side.adds == "columns":
        return _left("not_needed", file, row, side.key, text=key)
    return _left("order_not_in_set", file, row, side.key, text=key)


def _left(code: str, file: str, row: Row, column: str = "", **values: object) -> Row:
    weight: Weight = "refused" if code == "order_not_in_set" else "skipped"
    lines = ((row.line, row.last_line),)
    row.left = ImportProblem(code, row.line, column, told(**values), weight, lines=lines, file=file)
    return row

"""Rows read by a plain cursor, as named tuples: a fifth of what loading models costs."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from typing import Any

from orderkin.sql.cursors import MOST_TOGETHER, ready_cursor, together
from orderkin.sql.here import database, on_postgresql

# What a statement's rows look like, by its text: asking the driver costs more than the rows do.
_shapes: dict[str, Any] = {}
_MOST_SHAPES = 1000


def _shape(sql: str, cursor: Any) -> Any:
    known = _shapes.get(sql)
    if known is None:
        if len(_shapes) >= _MOST_SHAPES:
            _shapes.clear()
        names = tuple(column[0] for column in cursor.description)
        known = _shapes[sql] = _make(names)
    return known


def _make(names: tuple[str, ...]) -> Any:
    make: Any = namedtuple  # the names are known only now, which type checkers cannot follow
    return make("Row", names)._make


def fetch(sql: str, params: Sequence[Any] = (), *, fresh: bool = False) -> list[Any]:
    """All rows of one statement; columns become attributes. Placeholders are %s on both databases.

    `fresh` has it planned for these very values, where the best plan depends on them. Values
    arrive as the driver gives them: read dates through `moment`, JSON through `document`, which
    know what SQLite keeps as text.
    """
    cursor = database().cursor() if fresh else ready_cursor()
    cursor.execute(sql, params)
    return _rows(cursor, sql)


def fetch_one(sql: str, params: Sequence[Any] = ()) -> Any | None:
    """The first row of one statement, or None."""
    rows = fetch(sql, params)
    return rows[0] if rows else None


def fetch_all(*asked: tuple[str, Sequence[Any]]) -> list[list[Any]]:
    """The rows of several statements that do not need each other's answers, asked at once."""
    if len(asked) > MOST_TOGETHER:
        raise ValueError(f"At most {MOST_TOGETHER} statements go together.")
    if not on_postgresql():
        # One after the other, each read to its end: a statement left open after one that failed
        # would go on showing its connection what stood there before.
        return [fetch(sql, params) for sql, params in asked]
    cursors = [ready_cursor(place) for place in range(len(asked))]
    with together():
        for cursor, (sql, params) in zip(cursors, asked, strict=True):
            cursor.execute(sql, params)
    return [_rows(cursor, sql) for cursor, (sql, _params) in zip(cursors, asked, strict=True)]


def _rows(cursor: Any, sql: str) -> list[Any]:
    found = cursor.fetchall()  # first: inside `together` the columns are known only now
    make = _shape(sql, cursor)
    return [make(row) for row in found]

"""Many rows at once: PostgreSQL takes them by COPY, SQLite by one prepared statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import AutoField, Model

from orderkin.sql.columns import Columns, Row, columns_of
from orderkin.sql.here import database, on_postgresql
from orderkin.sql.read import fetch


def insert_all(model: type[Model], rows: Sequence[Row]) -> list[int]:
    """Write all rows (attribute name to value) inside the running transaction; their ids in order.

    Every row has the same attributes; those left out get the field's default. A document may
    come as the text it is written as.
    """
    if not rows:
        return []
    here = database()
    if not here.in_atomic_block:
        raise RuntimeError("Rows are written within a transaction.")
    keys = _keys(model, len(rows))
    columns = columns_of(model, tuple(rows[0]), here.vendor)
    filled = ((*key, *columns.values(row)) for key, row in zip(keys, rows, strict=True))
    _write(model, columns, filled)
    return [key[0] for key in keys if key]


def fetch_among(
    sql: str,
    values: Sequence[str] | Sequence[int],
    params: Sequence[Any] = (),
    *,
    fresh: bool = True,
) -> list[Any]:
    """Rows of a statement whose last condition `{among}` stands for any of these values.

    Its text is the same for any number of values. Planned each time, because the tables grow while
    a file comes in and an old plan reads all of them; not so with `fresh=False`, for the few
    values of a page: the plan of a list costs five times its rows.
    """
    return fetch(*among(sql, values, params), fresh=fresh) if values else []


def among(
    sql: str, values: Sequence[str] | Sequence[int], params: Sequence[Any] = ()
) -> tuple[str, list[Any]]:
    """A statement as `fetch_among` asks it, with its values, of which there must be one."""
    if on_postgresql():
        kind = "text" if isinstance(values[0], str) else "bigint"
        return sql.format(among=f"= ANY(%s::{kind}[])"), [*params, _array(values)]
    text = json.dumps(list(values))
    return sql.format(among="IN (SELECT value FROM json_each(%s))"), [*params, text]


def fetch_each(sql: str, values: Sequence[str], params: Sequence[Any] = ()) -> list[Any]:
    """Rows of a statement that looks up each of `{asked}` (its column is `asked.value`) by itself.

    For an index of several columns of which the first is nearly always the same: asked for any of
    the values at once, a database without statistics reads everything under the first.
    """
    if not values:
        return []
    if on_postgresql():
        source = "unnest(%s::text[]) AS asked (value)"
        return fetch(sql.format(asked=source), [*params, _array(values)], fresh=True)
    return fetch(sql.format(asked="json_each(%s) AS asked"), [*params, json.dumps(list(values))])


def table_of(rows: Sequence[Sequence[Any]], *kinds: str) -> tuple[str, list[Any]]:
    """Rows as a table a statement can read from, in one parameter per column or in one at all.

    `kinds` are PostgreSQL's types of the columns. The text of the statement is the same for any
    number of rows, so it is parsed once.
    """
    if on_postgresql():
        marks = ", ".join(f"%s::{kind}[]" for kind in kinds)
        return f"unnest({marks})", [_array(column) for column in zip(*rows, strict=True)]
    columns = ", ".join(f"value ->> {place}" for place in range(len(kinds)))
    return f"(SELECT {columns} FROM json_each(%s))", [json.dumps(rows, ensure_ascii=False)]


def _array(values: Sequence[Any]) -> str:
    """As PostgreSQL writes an array: the driver asks each value how it wants to be sent."""
    return "{" + ",".join([_element(value) for value in values]) + "}"


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    text = str(value)
    if "\\" in text or '"' in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _keys(model: type[Model], count: int) -> Sequence[tuple[int, ...]]:
    """Keys drawn beforehand, in rising order; none where the rows bring their own."""
    key = model._meta.pk
    if not isinstance(key, AutoField):
        return [()] * count
    table = model._meta.db_table
    if on_postgresql():
        drawn = (
            "SELECT array_agg(nextval(counter.name)) AS ids FROM"
            # Looked up once: OFFSET keeps it from being asked for every row.
            " (SELECT pg_get_serial_sequence(%s, %s)::regclass AS name OFFSET 0) counter,"
            " generate_series(1, %s)"
        )
        [row] = fetch(drawn, [table, key.column, count])
        return [(pk,) for pk in sorted(row.ids)]
    # Whoever writes to SQLite is alone: what stands here is still so when the rows come.
    rows = fetch("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    first = (rows[0].seq if rows else 0) + 1
    return [(pk,) for pk in range(first, first + count)]


def _write(model: type[Model], columns: Columns, rows: Any) -> None:
    here = database()
    key = model._meta.pk
    counted = [here.ops.quote_name(str(key.column))] if isinstance(key, AutoField) else []
    names = ", ".join([*counted, *columns.names])
    with here.cursor() as cursor:
        if on_postgresql():
            with (
                here.wrap_database_errors,
                cursor.copy(f"COPY {columns.table} ({names}) FROM STDIN") as copying,
            ):
                for row in rows:
                    copying.write_row(row)
            return
        marks = ", ".join(["%s"] * (len(counted) + len(columns.names)))
        # Names come from models, values are bound.
        cursor.executemany(f"INSERT INTO {columns.table} ({names}) VALUES ({marks})", rows)

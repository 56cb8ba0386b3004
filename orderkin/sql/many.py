"""Many rows at once: PostgreSQL takes them by COPY, SQLite by one prepared statement.

`insert` asks every field to convert every value, which is right for one order and half the time of
an import. Here plain columns pass as they are; only times and JSON are converted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections
from django.db.models import AutoField, DateTimeField, Field, JSONField, Model

from orderkin.sql.read import fetch

Row = Mapping[str, object]
Convert = Callable[[Any], Any]
_NOTHING: dict[type, str] = {dict: "{}", list: "[]", tuple: "[]"}
_JSON = DjangoJSONEncoder(ensure_ascii=False, check_circular=False)


def insert_all(model: type[Model], rows: Sequence[Row]) -> list[int]:
    """Write all rows (attribute name to value) inside the running transaction; their ids in order.

    Every row has the same attributes; those left out get the field's default. A document may
    come as the text it is written as.
    """
    if not rows:
        return []
    database: Any = connections["default"]
    if not database.in_atomic_block:
        raise RuntimeError("Rows are written within a transaction.")
    keys = _keys(database, model, len(rows))
    plain, convert, unsaid = _plan(model, tuple(rows[0]), database.vendor)
    filled = (
        (*key, *plain(row), *[to(row[name]) for name, to in convert], *unsaid)
        for key, row in zip(keys, rows, strict=True)
    )
    _write(database, model, tuple(rows[0]), filled)
    return [key[0] for key in keys if key]


def fetch_among(
    sql: str, values: Sequence[str] | Sequence[int], params: Sequence[Any] = ()
) -> list[Any]:
    """Rows of a statement whose last condition `{among}` stands for any of these values."""
    if not values:
        return []
    # Planned each time: the tables grow while a file comes in, and an old plan reads all of them.
    if connections["default"].vendor == "postgresql":
        kind = "text" if isinstance(values[0], str) else "bigint"
        among = f"= ANY(%s::{kind}[])"
        return fetch(sql.format(among=among), [*params, _array(values)], fresh=True)
    text = json.dumps(list(values))
    return fetch(sql.format(among="IN (SELECT value FROM json_each(%s))"), [*params, text])


def fetch_each(sql: str, values: Sequence[str], params: Sequence[Any] = ()) -> list[Any]:
    """Rows of a statement that looks up each of `{asked}` (its column is `asked.value`) by itself.

    For an index of several columns of which the first is nearly always the same: asked for any of
    the values at once, a database without statistics reads everything under the first.
    """
    if not values:
        return []
    if connections["default"].vendor == "postgresql":
        source = "unnest(%s::text[]) AS asked (value)"
        return fetch(sql.format(asked=source), [*params, _array(values)], fresh=True)
    return fetch(sql.format(asked="json_each(%s) AS asked"), [*params, json.dumps(list(values))])


def table_of(rows: Sequence[Sequence[Any]], *kinds: str) -> tuple[str, list[Any]]:
    """Rows as a table a statement can read from, in one parameter per column or in one at all.

    `kinds` are PostgreSQL's types of the columns. The text of the statement is the same for any
    number of rows, so it is parsed once.
    """
    if connections["default"].vendor == "postgresql":
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


def stored(at: datetime) -> Any:
    """A time as the database keeps it."""
    return at if connections["default"].vendor == "postgresql" else _as_text(at)


def _as_text(at: datetime | None) -> str | None:
    """SQLite keeps times as text in UTC, without saying so."""
    if at is None:
        return None
    text = str(at if at.tzinfo is UTC else at.astimezone(UTC))
    return text.removesuffix("+00:00")


def _keys(database: Any, model: type[Model], count: int) -> Sequence[tuple[int, ...]]:
    """Keys drawn beforehand, in rising order; none where the rows bring their own."""
    key = model._meta.pk
    if not isinstance(key, AutoField):
        return [()] * count
    table = model._meta.db_table
    if database.vendor == "postgresql":
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


_Plan = tuple[Convert, tuple[tuple[str, Convert], ...], tuple[Any, ...]]


@lru_cache(maxsize=128)
def _plan(model: type[Model], said: tuple[str, ...], vendor: str) -> _Plan:
    """Which values pass as they are, which are converted, and what the others hold."""
    fields = _fields(model, said, vendor)
    plain = _picked(tuple(field.attname for field in fields[0]))
    convert = tuple(
        (field.attname, _document if isinstance(field, JSONField) else _as_text)
        for field in fields[1]
    )
    database = connections["default"]
    unsaid = tuple(f.get_db_prep_save(f.get_default(), database) for f in fields[2])
    return plain, convert, unsaid


def _picked(names: tuple[str, ...]) -> Convert:
    """These values of a row, as a tuple."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: tuple(row[name] for name in names)


_Fields: TypeAlias = "tuple[list[Field[Any, Any]], list[Field[Any, Any]], list[Field[Any, Any]]]"


def _fields(model: type[Model], said: tuple[str, ...], vendor: str) -> _Fields:
    special = (JSONField,) if vendor == "postgresql" else (JSONField, DateTimeField)
    parts: _Fields = ([], [], [])
    plain, converted, unsaid = parts
    for field in model._meta.concrete_fields:
        if field.attname in said:
            (converted if isinstance(field, special) else plain).append(field)
        elif not field.null and not isinstance(field, AutoField):
            unsaid.append(field)
    return parts


def _document(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if not value and type(value) in _NOTHING:
        return _NOTHING[type(value)]
    return _JSON.encode(value)


def _write(database: Any, model: type[Model], said: tuple[str, ...], rows: Any) -> None:
    table, names = _names(model, said, database.vendor)
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            with (
                database.wrap_database_errors,
                cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copying,
            ):
                for row in rows:
                    copying.write_row(row)
            return
        marks = ", ".join(["%s"] * len(names))
        # Names come from models, values are bound.
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
            rows,
        )


@lru_cache(maxsize=128)
def _names(model: type[Model], said: tuple[str, ...], vendor: str) -> tuple[str, tuple[str, ...]]:
    quote = connections["default"].ops.quote_name
    key = model._meta.pk
    counted = [key] if isinstance(key, AutoField) else []
    fields = [*counted, *(field for part in _fields(model, said, vendor) for field in part)]
    return quote(model._meta.db_table), tuple(quote(str(field.column)) for field in fields)

"""Many rows in as few statements as the database takes.

`orderkin.sql.insert` asks every field to convert every value, which is right for one order and
half the time of an import. Here plain columns pass as they are; only times and JSON are converted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, DateTimeField, Field, JSONField, Model

# SQLite takes 32,766 values in one statement, PostgreSQL 65,535.
MOST_VALUES = 30_000
WORTH_COPYING = 20

Convert = Callable[[Any], Any]


@lru_cache(maxsize=64)
def _columns(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    return tuple(f for f in model._meta.concrete_fields if not f.primary_key or f.remote_field)


def insert_all(model: type[Model], rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Write all rows (attribute name to value) and return their ids in order.

    Every row has the same attributes; those left out get the field's default.
    """
    if not rows:
        return []
    fields = [field for field in _columns(model) if field.attname in rows[0] or not field.null]
    fillers = [_filler(field, rows[0]) for field in fields]
    if connection.vendor == "postgresql" and len(rows) >= WORTH_COPYING and _counts_up(model):
        return _copy(model, rows, fields, fillers)
    sql = _statement(model, fields)
    step = MOST_VALUES // len(fields)
    ids: list[int] = []
    with connection.cursor() as cursor:
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            params = [fill(row) for row in part for fill in fillers]
            one = "(" + ", ".join(["%s"] * len(fields)) + ")"
            cursor.execute(sql.format(rows=", ".join([one] * len(part))), params)
            # Both databases answer in the order of the list; ids rise with it.
            ids += sorted(row[0] for row in cursor.fetchall())
    return ids


def _counts_up(model: type[Model]) -> bool:
    return isinstance(model._meta.pk, AutoField)


def _copy(
    model: type[Model],
    rows: Sequence[Mapping[str, object]],
    fields: Sequence[Field[Any, Any]],
    fillers: Sequence[Convert],
) -> list[int]:
    """PostgreSQL's own bulk door; the ids are drawn from the table's sequence beforehand."""
    table, key = model._meta.db_table, str(model._meta.pk.column) if model._meta.pk else "id"
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, key, len(rows)],
        )
        ids = sorted(row[0] for row in cursor.fetchall())
        copying: Any = cursor
        sql = f"COPY {quote(table)} ({quote(key)}, {names}) FROM STDIN"
        with connection.wrap_database_errors, copying.copy(sql) as taken:
            for pk, row in zip(ids, rows, strict=True):
                taken.write_row([pk, *(fill(row) for fill in fillers)])
    return ids


def _filler(field: Field[Any, Any], row: Mapping[str, object]) -> Convert:
    """How a row's value of this field reaches the database."""
    name = field.attname
    if name not in row:
        default = field.get_db_prep_save(field.get_default(), connection)
        return lambda _row: default
    if isinstance(field, DateTimeField):
        adapt = connection.ops.adapt_datetimefield_value
        return lambda row: adapt(row[name])
    if isinstance(field, JSONField):
        return lambda row: field.get_db_prep_save(row[name], connection)
    return lambda row: row[name]


def _statement(model: type[Model], fields: Sequence[Field[Any, Any]]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    key = quote(str(model._meta.pk.column)) if model._meta.pk else "id"
    table = quote(model._meta.db_table)
    # Names come from models, values are bound.
    return f"INSERT INTO {table} ({names}) VALUES {{rows}} RETURNING {key}"  # noqa: S608

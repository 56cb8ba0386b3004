"""Many rows in as few statements as the database takes.

`orderkin.sql.insert` asks every field to convert every value, which is right for one order and
half the time of an import. Here plain columns pass as they are; only times and JSON are converted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model

# SQLite takes 32,766 values in one statement, PostgreSQL 65,535.
MOST_VALUES = 30_000

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

"""Rows written without model instances; dates and documents pass their field's own conversion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, connections
from django.db.models import DateField, Field, JSONField, Model

from orderkin.sql.cursors import UNREAD, ready_cursor

Row = Mapping[str, object]
# SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
MOST_VALUES = 30_000


def insert(model: type[Model], rows: Sequence[Row]) -> list[int]:
    """Write `rows` (attribute name to value), with as few statements as the database takes.

    Returns their ids in order; rows that bring their own are not waited for. Attributes left out
    get the field's default. This is `bulk_create` without its instances, for the statements that
    a create spends its time in; constraints are the database's as always.
    """
    pk = model._meta.pk
    if rows and pk is not None and pk.attname in rows[0]:
        add(model, rows)
        return [int(str(row[pk.attname])) for row in rows]
    ids: list[int] = []
    for slice_ in _slices(model, rows):
        cursor = ready_cursor()
        cursor.execute(
            _statement(model, False, len(slice_), returning=True), _values(model, slice_)
        )
        # Both databases return the rows of one VALUES list in its order; ids rise with it.
        ids += sorted(row[0] for row in cursor.fetchall())
    return ids


def add(model: type[Model], rows: Sequence[Row]) -> None:
    """Write `rows` like `insert`, when nobody needs their ids and so nobody has to wait."""
    for slice_ in _slices(model, rows):
        sql = _statement(model, _with_key(model, slice_), len(slice_), returning=False)
        execute(sql, _values(model, slice_))


def _slices(model: type[Model], rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    step = MOST_VALUES // len(model._meta.concrete_fields)
    for start in range(0, len(rows), step):
        yield rows[start : start + step]


def execute(sql: str, params: Sequence[Any] = ()) -> None:
    """Run one writing statement."""
    ready_cursor(UNREAD).execute(sql, params)


def _with_key(model: type[Model], rows: Sequence[Row]) -> bool:
    """Whether the rows bring their own key; else the database numbers them."""
    pk = model._meta.pk
    return pk is not None and pk.attname in rows[0]


@lru_cache(maxsize=64)
def _columns(model: type[Model], with_key: bool) -> tuple[Field[object, object], ...]:
    fields = model._meta.concrete_fields
    return tuple(f for f in fields if with_key or not f.primary_key or f.remote_field)


@lru_cache(maxsize=512)
def _statement(model: type[Model], with_key: bool, rows: int, *, returning: bool) -> str:
    fields = _columns(model, with_key)
    one = "(" + ", ".join(["%s"] * len(fields)) + ")"
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    pk = model._meta.pk
    key = quote(str(pk.column)) if pk is not None else "id"
    end = f" RETURNING {key}" if returning else ""
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * rows)}{end}"


@lru_cache(maxsize=64)
def _defaults(model: type[Model], vendor: str) -> dict[str, Any]:
    """What a column holds when a row does not say, as this database takes it."""
    fields, database = model._meta.concrete_fields, connections["default"]
    return {f.attname: f.get_db_prep_save(f.get_default(), database) for f in fields}


@lru_cache(maxsize=64)
def _conversions(
    model: type[Model], with_key: bool
) -> tuple[tuple[str, Field[object, object] | None], ...]:
    """Attribute by attribute, the field that converts its value; None passes it as it is."""
    return tuple(
        (field.attname, field if isinstance(field, DateField | JSONField) else None)
        for field in _columns(model, with_key)
    )


def _values(model: type[Model], rows: Sequence[Row]) -> list[Any]:
    # The connection itself: behind the proxy each field would look it up again, several times.
    database = connections["default"]
    unsaid = _defaults(model, database.vendor)
    return [
        (field.get_db_prep_save(row[name], database) if field else row[name])
        if name in row
        else unsaid[name]
        for row in rows
        for name, field in _conversions(model, _with_key(model, rows))
    ]

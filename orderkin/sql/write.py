"""Rows written without model instances, a statement for each kind of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import Model

from orderkin.sql.columns import Row, columns_of
from orderkin.sql.cursors import UNREAD, ready_cursor
from orderkin.sql.here import database

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
        cursor.execute(*_statement(model, slice_, returning=True))
        # Both databases return the rows of one VALUES list in its order; ids rise with it.
        ids += sorted(row[0] for row in cursor.fetchall())
    return ids


def add(model: type[Model], rows: Sequence[Row]) -> None:
    """Write `rows` like `insert`, when nobody needs their ids and so nobody has to wait."""
    for slice_ in _slices(model, rows):
        execute(*_statement(model, slice_, returning=False))


def _slices(model: type[Model], rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    step = MOST_VALUES // len(model._meta.concrete_fields)
    for start in range(0, len(rows), step):
        yield rows[start : start + step]


def execute(sql: str, params: Sequence[Any] = ()) -> None:
    """Run one writing statement."""
    ready_cursor(UNREAD).execute(sql, params)


def _statement(
    model: type[Model], rows: Sequence[Row], *, returning: bool
) -> tuple[str, list[Any]]:
    if any(row.keys() != rows[0].keys() for row in rows):
        rows = _alike(model, rows)
    said, vendor = tuple(rows[0]), database().vendor
    columns = columns_of(model, said, vendor)
    values = [value for row in rows for value in columns.values(row)]
    return _text(model, said, vendor, len(rows), returning), values


def _alike(model: type[Model], rows: Sequence[Row]) -> list[Row]:
    """Rows that all say what any of them says; the others meant the default."""
    said = set().union(*rows)
    defaults = {f.attname: f.get_default() for f in model._meta.concrete_fields}
    return [
        {name: row.get(name, defaults[name]) for name in defaults if name in said} for row in rows
    ]


@lru_cache(maxsize=512)
def _text(
    model: type[Model], said: tuple[str, ...], vendor: str, rows: int, returning: bool
) -> str:
    columns = columns_of(model, said, vendor)
    one = "(" + ", ".join(["%s"] * len(columns.names)) + ")"
    end = ""
    if returning and model._meta.pk is not None:
        end = " RETURNING " + database().ops.quote_name(str(model._meta.pk.column))
    names = ", ".join(columns.names)
    return f"INSERT INTO {columns.table} ({names}) VALUES {', '.join([one] * rows)}{end}"

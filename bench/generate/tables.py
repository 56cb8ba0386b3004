"""Rows into tables as fast as each database takes them: COPY, or executemany."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

Row = tuple[Any, ...]


def load(model: type[Model], attributes: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows whose values stand in the order of `attributes`; the rest gets its defaults.

    Values are stored ones: JSON and times as text, because a million conversions take minutes.
    """
    columns, rest = _columns(model, tuple(attributes))
    names = ", ".join(f'"{name}"' for name in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row + rest)
        else:
            marks = ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
            cursor.executemany(sql, [row + rest for row in rows])


@cache
def _columns(model: type[Model], attributes: tuple[str, ...]) -> tuple[tuple[str, ...], Row]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    left = [f for f in fields.values() if f.attname not in attributes and not f.primary_key]
    rest = tuple(f.get_db_prep_save(f.get_default(), connection) for f in left)
    columns = [str(fields[name].column) for name in attributes] + [str(f.column) for f in left]
    return tuple(columns), rest


@contextmanager
def bulk(models: Sequence[type[Model]]) -> Iterator[None]:
    """For the time of a load: no index but keys, no trigger, no waiting for the disk; all put back.

    Afterwards the ids go on where the load ended, and the planner knows the tables.
    """
    tables = [model._meta.db_table for model in models]
    if connection.vendor == "postgresql":
        with _bulk_postgresql(tables):
            yield
    else:
        with _bulk_sqlite(tables):
            yield
    _go_on_numbering(models)
    _run("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


@contextmanager
def _bulk_postgresql(tables: Sequence[str]) -> Iterator[None]:
    later = _texts(
        "SELECT pg_get_indexdef(i.indexrelid), c.relname FROM pg_index i"
        " JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisprimary"
        " AND i.indrelid = ANY(%s::regclass[])"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)",
        [list(tables)],
    )
    for _definition, name in later:
        _run(f'DROP INDEX "{name}"')
    # A pooled connection would be handed back between statements, and with it what is set here.
    with connection.cursor():
        _run("SET session_replication_role = replica", "SET synchronous_commit = off")
        try:
            yield
        finally:
            _run("RESET session_replication_role", "RESET synchronous_commit")
    _run("SET maintenance_work_mem = '512MB'")
    _run(*(definition for definition, _name in later))


@contextmanager
def _bulk_sqlite(tables: Sequence[str]) -> Iterator[None]:
    marks = ", ".join(["%s"] * len(tables))
    later = _texts(
        "SELECT sql, type, name FROM sqlite_master WHERE type IN ('index', 'trigger')"
        f" AND sql IS NOT NULL AND tbl_name IN ({marks}) ORDER BY type, name",
        tables,
    )
    for _sql, kind, name in later:
        _run(f'DROP {kind} "{name}"')
    _run("PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        _run(*(sql for sql, _kind, _name in later))
    for index in ("search_index", "customers_search"):
        _run(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
    _run("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON")


def _go_on_numbering(models: Sequence[type[Model]]) -> None:
    with transaction.atomic():
        _run(*connection.ops.sequence_reset_sql(no_style(), list(models)))


def _texts(sql: str, params: Sequence[Any]) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

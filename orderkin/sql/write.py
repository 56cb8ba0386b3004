"""Rows written without model instances; every value still passes its field's own conversion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


@lru_cache(maxsize=64)
def _columns(model: type[Model]) -> tuple[Field[object, object], ...]:
    return tuple(f for f in model._meta.concrete_fields if not f.primary_key or f.remote_field)


def insert(model: type[Model], rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Write `rows` (attribute name to value) in one statement and return their ids in order.

    Attributes left out get the field's default. This is `bulk_create` without its instances, for
    the statements that a create spends its time in; constraints are the database's as always.
    """
    if not rows:
        return []
    fields = _columns(model)
    pk = model._meta.pk
    explicit_pk = pk is not None and pk.attname in rows[0]
    if explicit_pk and pk is not None and pk not in fields:
        fields = (pk, *fields)
    params: list[Any] = []
    for row in rows:
        for field in fields:
            value = row[field.attname] if field.attname in row else field.get_default()
            params.append(field.get_db_prep_save(value, connection))
    one = "(" + ", ".join(["%s"] * len(fields)) + ")"
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    key = quote(str(pk.column)) if pk is not None else "id"
    sql = (
        f"INSERT INTO {quote(model._meta.db_table)} ({names}) "
        f"VALUES {', '.join([one] * len(rows))} RETURNING {key}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        # Both databases return the rows of one VALUES list in its order; ids rise with it.
        return sorted(row[0] for row in cursor.fetchall())


def execute(sql: str, params: Sequence[Any] = ()) -> int:
    """Run one writing statement and return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)

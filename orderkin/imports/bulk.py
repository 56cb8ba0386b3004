"""Many rows in as few statements as the database takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Model

from orderkin.sql import insert

# SQLite takes 32,766 values in one statement, PostgreSQL 65,535.
MOST_VALUES = 30_000


def insert_all(model: type[Model], rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Write all rows and return their ids in order."""
    step = MOST_VALUES // len(model._meta.concrete_fields)
    ids: list[int] = []
    for start in range(0, len(rows), step):
        ids += insert(model, rows[start : start + step])
    return ids

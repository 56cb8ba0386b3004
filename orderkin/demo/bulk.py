"""Many rows at once, as few statements as the database takes."""

from collections.abc import Mapping, Sequence

from django.db.models import Model

from orderkin.sql import insert

# SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
_VALUES = 30_000


def insert_all(model: type[Model], rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Write all rows and return their ids in order."""
    step = _VALUES // len(model._meta.concrete_fields)
    ids: list[int] = []
    for start in range(0, len(rows), step):
        ids += insert(model, rows[start : start + step])
    return ids

"""Rows with days or with keys of their own, which `insert_all` does not take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from orderkin.sql import insert

# SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
_VALUES = 30_000

Body = Mapping[str, Any]


def write(model: type[Model], rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Write all rows, every value converted by its field; their ids in order."""
    step = _VALUES // len(model._meta.concrete_fields)
    ids: list[int] = []
    for start in range(0, len(rows), step):
        ids += insert(model, rows[start : start + step])
    return ids

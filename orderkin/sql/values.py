"""What the two databases return for the same column, made equal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar, cast, overload


@overload
def moment(value: None) -> None: ...
@overload
def moment(value: str | datetime) -> datetime: ...
def moment(value: str | datetime | None) -> datetime | None:
    """A stored time as an aware UTC datetime; SQLite keeps it as text without a zone."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.fromisoformat(value).replace(tzinfo=UTC)


def document(value: Any) -> Any:
    """A stored JSON document as Python; SQLite keeps it as text, PostgreSQL's driver may too."""
    if value == "{}":  # most documents of most rows
        return {}
    return json.loads(value) if isinstance(value, str | bytes) else value


def documents(values: Sequence[str]) -> list[Any]:
    """Stored JSON documents in their order, read at once: of short ones beginning costs most."""
    found: list[Any] = json.loads(f"[{','.join(values)}]")
    return found


Shape = TypeVar("Shape")


@lru_cache(maxsize=64)
def _names(shape: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(shape))


def shaped(shape: type[Shape], row: Any, **known: object) -> Shape:
    """A dataclass filled from the columns of the same name; `known` fields go first."""
    values, names = row._asdict(), _names(cast("Any", shape))
    return shape(**{name: known[name] if name in known else values[name] for name in names})

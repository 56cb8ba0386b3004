"""What the two databases return for the same column, made equal."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, overload


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
    return json.loads(value) if isinstance(value, str | bytes) else value

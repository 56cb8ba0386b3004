"""Keyset paging: a cursor names the last row seen, so pages never shift or count."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from orderkin.lib.errors import Invalid

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after which the next page begins: UTC instant and row id, newest first."""

    at: datetime
    id: int

    def text(self) -> str:
        """An opaque token that fits into an address."""
        raw = json.dumps([self.at.astimezone(UTC).isoformat(), self.id]).encode()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read_cursor(text: str | None) -> Cursor | None:
    """The cursor behind a token; None for none. Raises Invalid for anything made up."""
    if not text:
        return None
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        at, row_id = json.loads(raw)
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not isinstance(row_id, int) or not 0 <= row_id < 2**63:
            raise ValueError(text)
    except (ValueError, TypeError) as wrong:
        message = "This page address is not valid. Start again from the first page."
        raise Invalid(message, code="bad_cursor", field="cursor") from wrong
    return Cursor(moment, row_id)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows in order and the token of the next page, or None on the last."""

    rows: tuple[Row, ...]
    next: str | None

"""Where a page of results ended, as an opaque token (pure)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Literal

from orderkin.lib.errors import Invalid

Stage = Literal["exact", "index", "newest", "oldest", "number"]

_DAY_AFTER = 253_402_300_800_000_000 << 31  # microseconds to the year 10000, and an id
_HIGHEST = {
    "exact": 2**63,
    "index": 2**63,
    "newest": _DAY_AFTER,
    "oldest": _DAY_AFTER,
    "number": 10**30,
}


@dataclass(frozen=True, slots=True)
class Position:
    """The stage of the search and the last row seen in it; `place` None begins the stage.

    `first` is kept by later stages: whether exact hits were shown and must not come again. Within
    the exact stage it tells the meant orders from their family.
    """

    stage: Stage
    place: int | None = None
    first: bool = False

    def text(self) -> str:
        """A token that fits into an address."""
        raw = json.dumps([self.stage, self.place, self.first]).encode()
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read_position(token: str | None) -> Position | None:
    """The position behind a token; None for none. Raises Invalid for anything made up."""
    if not token:
        return None
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        stage, at, first = json.loads(raw)
        if stage not in _HIGHEST or type(first) is not bool:
            raise ValueError(token)
        place_is_sound = at is None or (type(at) is int and 0 <= at < _HIGHEST[stage])
        if not place_is_sound:
            raise ValueError(token)
    except (ValueError, TypeError, RecursionError) as wrong:
        message = "This page address is not valid. Start again from the first page."
        raise Invalid(message, code="bad_cursor", field="cursor") from wrong
    return Position(stage, at, first)

"""How fast an import goes and how long it has still to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

# The first slice says nothing yet about the pace.
SOONEST = 0.5


@dataclass(frozen=True, slots=True)
class Pace:
    """Lines per second since the work last began, and whole seconds left; None while unknown."""

    per_second: int
    seconds_left: int | None


def pace(
    *, done: int, total: int, before: int, since: datetime | None, at: datetime
) -> Pace | None:
    """The pace at `at` (UTC) of work that stood at line `before` at `since`; None at its start."""
    gone = (at - since).total_seconds() if since else 0.0
    if gone < SOONEST or done <= before:
        return None
    speed = (done - before) / gone
    left = round((total - done) / speed) if total else None
    return Pace(round(speed), left)

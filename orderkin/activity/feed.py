"""All events in the order in which they became visible: from these every family can be rebuilt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orderkin.lib.paging import Page
from orderkin.sql import fetch, on_postgresql
from orderkin.sql.values import document, moment, shaped

# Ids are given out before their transactions commit. On PostgreSQL an event is shown only when no
# transaction that began before its own is still running, or a reader's cursor would step over the
# slower one's events for good. SQLite writes one transaction at a time.
_SETTLED = """ AND age(xmin) > age((
    pg_snapshot_xmin(pg_current_snapshot())::text::bigint %% 4294967296)::text::xid)"""

_FEED = """
SELECT id, at, kind, subject_kind, subject_id, sequence, actor_email, door, data
  FROM activity_event WHERE id > %s{} ORDER BY id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """Something that happened. `sequence` counts the events of one subject from 1; UTC."""

    id: int
    at: datetime
    kind: str
    subject_kind: str
    subject_id: int
    sequence: int
    actor_email: str
    door: str
    data: Mapping[str, Any]


def read_feed(*, after: int = 0, limit: int = 100) -> Page[FeedEvent]:
    """Events with ids above `after`, oldest first; `next` is where to go on, also when empty."""
    settled = _SETTLED if on_postgresql() else ""
    rows = fetch(_FEED.format(settled), [after, limit])
    events = tuple(
        shaped(FeedEvent, row, at=moment(row.at), data=document(row.data)) for row in rows
    )
    return Page(events, str(events[-1].id if events else after))

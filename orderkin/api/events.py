"""The feed: everything that happened, in order, by cursor."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from orderkin.activity.feed import read_feed
from orderkin.api.actor import reader
from orderkin.api.shapes.base import BIGGEST, Answer, Limit, Moment, Text
from orderkin.lib.errors import Invalid

router = Router(tags=["Events"])


class EventAnswer(Answer):
    """One thing that happened; `sequence` counts the events of one subject from 1."""

    id: int
    at: Moment
    kind: str
    subject_kind: str
    subject_id: int
    sequence: int
    actor_email: str
    door: str
    data: dict[str, Any]


class EventsAnswer(Answer):
    """Some events, oldest first; `next` is the cursor to go on with, now or later."""

    items: list[EventAnswer]
    next: str


@router.get("/events", response=EventsAnswer, summary="Read the events feed")
def events(
    request: HttpRequest,
    cursor: Annotated[Text | None, Query(description="`next` of the answer before")] = None,
    limit: Limit = 100,
) -> dict[str, object]:
    """No event is ever missed by going on from `next`; each is told at least once."""
    reader(request)
    found = read_feed(after=_after(cursor), limit=limit)
    return {"items": found.rows, "next": found.next}


def _after(cursor: str | None) -> int:
    if not cursor:
        return 0
    if cursor.isascii() and cursor.isdecimal() and len(cursor) < 20 and int(cursor) <= BIGGEST:
        return int(cursor)
    sentence = _("This cursor is not valid. Begin again without one.")
    raise Invalid(sentence, code="bad_cursor", field="cursor")

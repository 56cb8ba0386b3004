"""Writing history: one event per change, and whatever reacts to it, in the same transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from orderkin.activity.models import Event
from orderkin.lib.actor import Actor
from orderkin.sql import execute, stored
from orderkin.sql.columns import as_document
from orderkin.sql.many import insert_all


@dataclass(frozen=True, slots=True)
class Happening:
    """An event about to be recorded: a dotted kind, the subject's kind and id, and its data.

    `words` spares the search index a read: what the subject can be found by (the keys are those of
    `search.index.add` or `add_new`) when the action knows it, as for a new order; empty when
    nothing of it changed; None when the index must look.
    """

    kind: str
    subject_id: int
    subject_kind: str = "order"
    data: Mapping[str, object] = field(default_factory=dict)
    words: Mapping[str, object] | None = None


Reaction = Callable[[Sequence[Happening], Actor, datetime], None]


@cache
def _reactions() -> tuple[Reaction, ...]:
    return tuple(import_string(settings.REACTIONS))


_ONE = (
    "(%s, %s, %s, %s, (SELECT COALESCE(MAX(sequence), 0) + %s FROM activity_event"
    " WHERE subject_kind = %s AND subject_id = %s), %s, %s, %s, %s)"
)


def record(happenings: Sequence[Happening], actor: Actor, at: datetime) -> None:
    """Write the events in one statement, numbered per subject, then call the reactions.

    Must run inside the action's transaction, with the subjects locked: the number is read and
    used by the same statement, and a unique constraint refuses what a missing lock would allow.
    """
    params: list[Any] = []
    offsets: Counter[tuple[str, int]] = Counter()
    stored_at = stored(at)
    for one in happenings:
        subject = (one.subject_kind, one.subject_id)
        offsets[subject] += 1
        data = as_document(dict(one.data))
        params += [stored_at, one.kind, *subject, offsets[subject], *subject]
        params += [actor.employee_id, actor.email, actor.door, data]
    execute(
        "INSERT INTO activity_event (at, kind, subject_kind, subject_id, sequence,"
        " actor_id, actor_email, door, data) VALUES " + ", ".join([_ONE] * len(happenings)),
        params,
    )
    _react(happenings, actor, at)


def record_first(happenings: Sequence[Happening], actor: Actor, at: datetime) -> None:
    """Write the first event of each of many subjects that this transaction made, set-wise.

    A subject that has an event already is refused by the same constraint.
    """
    rows = [
        {
            "at": at,
            "kind": one.kind,
            "subject_kind": one.subject_kind,
            "subject_id": one.subject_id,
            "sequence": 1,
            "actor_id": actor.employee_id,
            "actor_email": actor.email,
            "door": actor.door,
            "data": dict(one.data),
        }
        for one in happenings
    ]
    insert_all(Event, rows)
    _react(happenings, actor, at)


def _react(happenings: Sequence[Happening], actor: Actor, at: datetime) -> None:
    for react in _reactions():
        react(happenings, actor, at)

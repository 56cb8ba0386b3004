"""What reacts to a recorded event, listed once; all of it runs in the event's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from orderkin.activity.recording import Happening
from orderkin.bulk.settling import settle
from orderkin.families.reacting import react
from orderkin.lib.actor import Actor
from orderkin.search import index


def refresh_search(happenings: Sequence[Happening], actor: Actor, at: datetime) -> None:
    """Keep what can be found of an order in step with the order."""
    touched = set()
    for one in happenings:
        if one.subject_kind != "order":
            continue
        if one.words is None:
            touched.add(one.subject_id)
        elif one.words:
            index.add(one.subject_id, one.words)
    index.refresh(sorted(touched))


REACTIONS = (refresh_search, react, settle)

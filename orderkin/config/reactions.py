"""What reacts to a recorded event, listed once; all of it runs in the event's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib.util import find_spec

from orderkin.activity.recording import Happening
from orderkin.lib.actor import Actor


def refresh_search(happenings: Sequence[Happening], actor: Actor, at: datetime) -> None:
    """Keep what can be found of an order in step with the order."""
    from orderkin.search.index import refresh

    touched = {one.subject_id for one in happenings if one.subject_kind == "order"}
    refresh(sorted(touched))


REACTIONS = (refresh_search,) if find_spec("orderkin.search.index") else ()

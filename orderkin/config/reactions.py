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
    of_orders = [one for one in happenings if one.subject_kind == "order"]
    told = [(one.subject_id, one.words) for one in of_orders if one.words]
    index.add_new([one for one in told if "besides_numbers" in one[1]])
    index.add([one for one in told if "besides_numbers" not in one[1]])
    index.refresh(sorted({one.subject_id for one in of_orders if one.words is None}))


REACTIONS = (refresh_search, react, settle)

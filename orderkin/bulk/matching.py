"""Which orders a query of a bulk action is for, and how many."""

from __future__ import annotations

from datetime import datetime

from orderkin.lib.actor import Actor
from orderkin.search.find import Found, find_orders
from orderkin.search.position import read_position

MOST_COUNTED = 500


def goes_on(found: Found) -> bool:
    """Whether orders on the following pages are meant too.

    Orders that are exactly what was typed are the whole set: a number does not mean the other
    orders that merely hold it.
    """
    following = read_position(found.next)
    merely_held = found.exact and following is not None and following.stage != "exact"
    return following is not None and not merely_held


def how_many(query: str, *, actor: Actor, at: datetime) -> int:
    """The orders that the query is for, counted up to `MOST_COUNTED` + 1."""
    count, cursor = 0, None
    while count <= MOST_COUNTED:
        found = find_orders(query, actor=actor, at=at, cursor=cursor, limit=MOST_COUNTED + 1)
        count, cursor = count + len(found.ids), found.next
        if not goes_on(found):
            break
    return min(count, MOST_COUNTED + 1)

"""pg_trgm: common words are met on a short walk from the newest, rare ones come from the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from orderkin.search.document import Pattern
from orderkin.search.engines.rare import looked_up, seldom, share
from orderkin.search.sql import Matching, Place, Span, Sql, all_of, holds
from orderkin.search.weighing import FEW, Led, fewest, met, middling, together
from orderkin.sql import fetch

# A word in more than one order of eighty fills a page within the walk; the index gives the others.
WALK = 4_000
# A page that is begun but not filled is walked for a second time, at most this much longer.
LONGER = 8
# Where many orders have the words and many meet the conditions, a page lies within this many: also
# when the newest ten thousand were all made by one campaign.
FURTHER = 40_000
# More hits than this are not sorted: the time they span is halved until they fit.
MOST_HITS = 10_000
# An index that would read fewer documents of so many than a longer walk is asked instead.
MANY = 1_000_000
# Words that more orders of so many have are in most of the orders that meet a condition, too.
OFTEN = 100_000
# To read one of them costs as much as to walk past so many: they lie scattered.
HIT = 4
# To read an order and its document by the order's id costs as much as so many hits of an index.
LOOK = 4


def newest_matching(matching: Matching, *, within: Span, limit: int) -> list[Place]:
    """Walk the newest documents; when they do not fill the page, ask an index.

    That of a condition that few orders meet, else that of the words. Words that none of the newest
    orders has are asked for at once.
    """
    if seldom(matching.indexed):
        return _spread(_asked(matching, looked_up), within, limit)
    near = _walked(matching, within, limit)
    if len(near) == limit:
        return near
    told: tuple[Sql, ...] = ()
    led = fewest(matching.conditions)
    hits = share(matching.indexed) * MANY
    if led is None and hits > FEW:
        known = middling(matching.conditions)
        led = together(known)
        if led is None and known and known[0].orders * LOOK < hits:
            led = known[0].led()
        told = tuple(one.condition for one in known)
        if matching.conditions and (hits > OFTEN or not (led or told)):
            near = _walked(matching, within, limit, FURTHER, told)
            if len(near) == limit:
                return near
    if led:
        return _among(led, matching, within, limit)
    return _spread(_asked(matching, looked_up, told), within, limit)


Held = Callable[[Sequence[Pattern]], Sql]


class Asked(NamedTuple):
    """What the document must hold, and what the order's row must meet (None: nothing)."""

    document: Sql
    order: Sql | None


def _asked(matching: Matching, held: Held, told: Sequence[Sql] = ()) -> Asked:
    """`told` are conditions that an index answers for all hits at once."""
    left = [one for one in matching.conditions if one not in told]
    document = [held(group) for group in matching.groups]
    document += [one for one in left if one.on_document]
    document += [met(one, "d.order_id") for one in told]
    order = [one for one in left if not one.on_document]
    return Asked(all_of(document), all_of(order) if order else None)


def _walked(
    matching: Matching,
    within: Span,
    limit: int,
    first: int | None = None,
    told: Sequence[Sql] = (),
) -> list[Place]:
    """Newest documents, longer when they are nearly enough and the index would read more."""
    asked = _asked(matching, holds, told)
    where = all_of([asked.document, *([asked.order] if asked.order else [])])
    order = " JOIN orders_order o ON o.id = d.order_id" if asked.order else ""
    near = _walk(where, order, within, limit, first or WALK)
    if first or not len(near) < limit <= len(near) * LONGER:
        return near
    # As dense as so far, the page is filled within this many; half as many again to be sure.
    steps = WALK * limit * 3 // (len(near) * 2)
    if not matching.conditions and _read_by_index(matching, len(near)) * HIT < steps:
        return near
    return _walk(where, order, within, limit, steps)


def _among(led: Led, matching: Matching, within: Span, limit: int) -> list[Place]:
    """The few orders that meet a condition are read, and each document asked for the words."""
    asked = _asked(replace(matching, conditions=led.beside(matching.conditions)), holds)
    document = all_of([asked.document, within.sql("d.place")])
    order, where = "", ""
    values: tuple[object, ...] = ()
    if asked.order:
        order, where = " JOIN orders_order o ON o.id = few.id", f" WHERE {asked.order.text}"
        values = asked.order.params
    # MATERIALIZED and LATERAL: order by order, or the planner reads all hits of a common word.
    rows = fetch(
        f"WITH few AS MATERIALIZED ({led.text}) SELECT d.place, d.order_id FROM few{order}"
        " CROSS JOIN LATERAL (SELECT * FROM search_document d"
        f" WHERE d.order_id = few.id AND {document.text} LIMIT 1) d"
        f"{where} ORDER BY d.place DESC LIMIT %s",
        [*led.values, *document.params, *values, limit],
        fresh=True,
    )
    return [Place(row.place, row.order_id) for row in rows]


def _read_by_index(matching: Matching, near: int) -> float:
    """How many documents the index has read for these words, by the walk that met so many.

    At least as many as hold them; with those that hold their runs apart some more, of which the
    sample knows no more than the most.
    """
    hits = near / WALK
    return max(min(share(matching.indexed), 2 * hits), hits) * MANY


def _walk(where: Sql, order: str, within: Span, limit: int, steps: int) -> list[Place]:
    span = within.sql("place")
    rows = fetch(
        f"SELECT d.place, d.order_id FROM (SELECT * FROM search_document WHERE {span.text}"
        f" ORDER BY place DESC LIMIT %s) d{order}"
        f" WHERE {where.text} ORDER BY d.place DESC LIMIT %s",
        [*span.params, steps, *where.params, limit],
        fresh=True,
    )
    return [Place(row.place, row.order_id) for row in rows]


def _spread(asked: Asked, within: Span, limit: int) -> list[Place]:
    """The newest hits of a span. Too many to sort: the newer half of the time first."""
    document, order = all_of([asked.document, within.sql("d.place")]), ""
    values: tuple[object, ...] = ()
    if asked.order:
        # LATERAL: hit by hit, or the planner reads all orders beside them.
        order = " CROSS JOIN LATERAL (SELECT o.id FROM orders_order o WHERE o.id = d.order_id"
        order, values = f"{order} AND {asked.order.text} LIMIT 1) o", asked.order.params
    # MATERIALIZED: or the planner may walk all places in order, hoping to meet rare hits early.
    rows = fetch(
        "WITH hits AS MATERIALIZED (SELECT d.place, d.order_id FROM search_document d"
        f"{order} WHERE {document.text} LIMIT %s)"
        " SELECT place, order_id, (SELECT count(*) FROM hits) AS hits FROM hits"
        " ORDER BY place DESC LIMIT %s",
        [*values, *document.params, MOST_HITS + 1, limit],
        fresh=True,
    )
    if not rows or rows[0].hits <= MOST_HITS:
        return [Place(row.place, row.order_id) for row in rows]
    floor, below = _ends(within)
    middle = (floor + below) // 2
    newer = _spread(asked, Span(middle, below), limit)
    if len(newer) == limit:
        return newer
    return newer + _spread(asked, Span(floor, middle), limit - len(newer))


def _ends(within: Span) -> tuple[int, int]:
    """The span with its open ends closed by the oldest and newest order there is."""
    if within.floor is not None and within.below is not None:
        return within.floor, within.below
    row = fetch("SELECT MIN(place) AS low, MAX(place) + 1 AS high FROM search_document")[0]
    low = row.low if within.floor is None else within.floor
    return low, row.high if within.below is None else within.below

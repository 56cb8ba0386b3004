"""pg_trgm: common words are met on a short walk from the newest, rare ones come from the index."""

from __future__ import annotations

from orderkin.search.sql import Matching, Place, Span, Sql, all_of, holds
from orderkin.sql import fetch

# A word in more than one order of eighty fills a page within the walk; the index gives the others.
WALK = 4_000
# A page that is begun but not filled is walked for a second time, at most this much longer.
LONGER = 8
# More hits than this are not sorted: the time they span is halved until they fit.
MOST_HITS = 10_000


def newest_matching(matching: Matching, *, within: Span, limit: int) -> list[Place]:
    """Walk the newest documents; when they do not fill the page, ask the index."""
    where = all_of([*(holds(group) for group in matching.groups), *matching.conditions])
    order = " JOIN orders_order o ON o.id = d.order_id" if matching.reads_order else ""
    near = _walk(where, order, within, limit, WALK)
    if len(near) < limit <= len(near) * LONGER:
        # As dense as so far, the page is filled within this many; half as many again to be sure.
        near = _walk(where, order, within, limit, WALK * limit * 3 // (len(near) * 2))
    return near if len(near) == limit else _spread(where, order, within, limit)


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


def _spread(where: Sql, order: str, within: Span, limit: int) -> list[Place]:
    """The newest hits of a span. Too many to sort: the newer half of the time first."""
    bounded = all_of([where, within.sql("d.place")])
    # MATERIALIZED: or the planner may walk all places in order, hoping to meet rare hits early.
    rows = fetch(
        "WITH hits AS MATERIALIZED (SELECT d.place, d.order_id FROM search_document d"
        f"{order} WHERE {bounded.text} LIMIT %s)"
        " SELECT place, order_id, (SELECT count(*) FROM hits) AS hits FROM hits"
        " ORDER BY place DESC LIMIT %s",
        [*bounded.params, MOST_HITS + 1, limit],
        fresh=True,
    )
    if not rows or rows[0].hits <= MOST_HITS:
        return [Place(row.place, row.order_id) for row in rows]
    floor, below = _ends(within)
    middle = (floor + below) // 2
    newer = _spread(where, order, Span(middle, below), limit)
    if len(newer) == limit:
        return newer
    return newer + _spread(where, order, Span(floor, middle), limit - len(newer))


def _ends(within: Span) -> tuple[int, int]:
    """The span with its open ends closed by the oldest and newest order there is."""
    if within.floor is not None and within.below is not None:
        return within.floor, within.below
    row = fetch("SELECT MIN(place) AS low, MAX(place) + 1 AS high FROM search_document")[0]
    low = row.low if within.floor is None else within.floor
    return low, row.high if within.below is None else within.below

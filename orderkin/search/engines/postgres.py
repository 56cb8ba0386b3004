"""pg_trgm: common words are met on a short walk from the newest, rare ones come from the index."""

from __future__ import annotations

from orderkin.search.sql import Matching, Place, Sql, all_of, holds
from orderkin.sql import fetch

# A word in more than one order of eighty fills a page within the walk; the index gives the others.
WALK = 4_000
# More hits than this are not sorted: the time they span is halved until they fit.
MOST_HITS = 10_000


def newest_matching(matching: Matching, *, below: int | None, limit: int) -> list[Place]:
    """Walk the newest documents; when they do not fill the page, ask the index."""
    where = all_of([*(holds(group) for group in matching.groups), *matching.conditions])
    order = " JOIN orders_order o ON o.id = d.order_id" if matching.reads_order else ""
    near = _walk(where, order, below, limit)
    return near if len(near) == limit else _spread(where, order, None, below, limit)


def _walk(where: Sql, order: str, below: int | None, limit: int) -> list[Place]:
    start, bound = ("WHERE place < %s ", [below]) if below is not None else ("", [])
    rows = fetch(
        "SELECT d.place, d.order_id FROM (SELECT * FROM search_document "
        f"{start}ORDER BY place DESC LIMIT %s) d{order}"
        f" WHERE {where.text} ORDER BY d.place DESC LIMIT %s",
        [*bound, WALK, *where.params, limit],
    )
    return [Place(row.place, row.order_id) for row in rows]


def _spread(
    where: Sql, order: str, floor: int | None, below: int | None, limit: int
) -> list[Place]:
    """The newest hits in [floor, below). Too many to sort: the newer half of the time first."""
    bounds = [Sql("d.place >= %s", (floor,))] if floor is not None else []
    bounds += [Sql("d.place < %s", (below,))] if below is not None else []
    span = all_of([where, *bounds])
    # MATERIALIZED: or the planner may walk all places in order, hoping to meet rare hits early.
    rows = fetch(
        "WITH hits AS MATERIALIZED (SELECT d.place, d.order_id FROM search_document d"
        f"{order} WHERE {span.text} LIMIT %s)"
        " SELECT place, order_id, (SELECT count(*) FROM hits) AS hits FROM hits"
        " ORDER BY place DESC LIMIT %s",
        [*span.params, MOST_HITS + 1, limit],
    )
    if not rows or rows[0].hits <= MOST_HITS:
        return [Place(row.place, row.order_id) for row in rows]
    lowest, highest = _ends(floor, below)
    if highest - lowest < 2:
        return [Place(row.place, row.order_id) for row in rows]
    middle = (lowest + highest) // 2
    newer = _spread(where, order, middle, below, limit)
    if len(newer) == limit:
        return newer
    return newer + _spread(where, order, floor, middle, limit - len(newer))


def _ends(floor: int | None, below: int | None) -> tuple[int, int]:
    if floor is not None and below is not None:
        return floor, below
    row = fetch("SELECT MIN(place) AS low, MAX(place) + 1 AS high FROM search_document")[0]
    return (row.low or 0) if floor is None else floor, (row.high or 0) if below is None else below

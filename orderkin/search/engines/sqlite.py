"""FTS5 with trigrams: it walks its hits by rowid, and the rowid is the place."""

from __future__ import annotations

from collections.abc import Sequence

from orderkin.search.document import ID_MASK, Pattern
from orderkin.search.engines.rare import rare_runs
from orderkin.search.sql import Matching, Place, Span, Sql, all_of, holds
from orderkin.search.weighing import Led, met, middling, offered_by, together, weigh
from orderkin.sql import fetch

# So many hits are walked before anything is counted; a common condition fills its page within them.
WALK = 8_000
_ORDER_ID = f"(f.place & {ID_MASK})"


def newest_matching(matching: Matching, *, within: Span, limit: int) -> list[Place]:
    """Hits of the index in its own order, or of a condition that few orders meet."""
    if not offered_by(matching.conditions):
        return _by_index(matching, within, limit)
    near = _by_index(matching, within, limit, steps=WALK)
    if len(near) == limit:
        return near
    more, led = _weighed(matching)
    if not more:
        return near
    known = () if led else middling(matching.conditions)
    led = led or together(known)
    told = tuple(one.condition for one in known)
    return _among(led, matching, within, limit) if led else _by_index(matching, within, limit, told)


def _by_index(
    matching: Matching,
    within: Span,
    limit: int,
    told: Sequence[Sql] = (),
    *,
    steps: int | None = None,
) -> list[Place]:
    """CROSS JOIN keeps SQLite from turning the loop around; at most `steps` hits are looked at.

    `told` are conditions that an index answers for all hits at once.

    A place ends in the order's id, so the document is read only where a condition looks into it.
    """
    rechecks = [holds(g) for g in matching.groups if not _exact(g)]
    left = [one for one in matching.conditions if one not in told]
    conditions = [*rechecks, *left]
    joins = ""
    if any(one.on_document for one in conditions):
        joins += " CROSS JOIN search_document d ON d.place = f.place"
    if any(not one.on_document for one in left):
        joins += f" CROSS JOIN orders_order o ON o.id = {_ORDER_ID}"
    hits = all_of([_match(matching.indexed), within.sql("rowid")])
    where = all_of([*(met(one, _ORDER_ID) for one in told), *conditions])
    # A subquery with a LIMIT keeps its order, and the first of a CROSS JOIN leads.
    rows = fetch(
        f"SELECT f.place FROM (SELECT rowid AS place FROM search_index f WHERE {hits.text}"
        f" ORDER BY rowid DESC LIMIT %s) f{joins} WHERE {where.text} LIMIT %s",
        [*hits.params, -1 if steps is None else steps, *where.params, limit],
    )
    return [Place(row.place, row.place & ID_MASK) for row in rows]


def _weighed(matching: Matching) -> tuple[bool, Led | None]:
    """Whether there are more hits than were walked, and the condition that few orders meet."""
    match = _match(matching.indexed)
    words = (f"SELECT 1 FROM search_index f WHERE {match.text} LIMIT {WALK + 1}", match.params)
    hits, led = weigh([words], matching.conditions)
    return hits > WALK, led


def _among(led: Led, matching: Matching, within: Span, limit: int) -> list[Place]:
    """The few orders are read, and each document asked whether it holds the words."""
    left = led.beside(matching.conditions)
    held = [holds(group) for group in matching.groups]
    where = all_of([*held, within.sql("d.place"), *left])
    reads_order = any(not one.on_document for one in left)
    order = " CROSS JOIN orders_order o ON o.id = n.id" if reads_order else ""
    rows = fetch(
        f"SELECT d.place, d.order_id FROM ({led.text}) n"
        f" CROSS JOIN search_document d ON d.order_id = n.id{order}"
        f" WHERE {where.text} ORDER BY d.place DESC LIMIT %s",
        [*led.values, *where.params, limit],
    )
    return [Place(row.place, row.order_id) for row in rows]


def _exact(group: Sequence[Pattern]) -> bool:
    """Whether the index alone decides: a run of characters anywhere in the column."""
    return all(one.indexable and one.section is None and not rare_runs(one) for one in group)


def _match(groups: Sequence[Sequence[Pattern]]) -> Sql:
    asked = " AND ".join("(" + " OR ".join(map(_phrase, group)) + ")" for group in groups)
    return Sql("search_index MATCH %s", (asked,), on_document=True)


def _phrase(pattern: Pattern) -> str:
    runs = rare_runs(pattern) or [pattern.phrase]
    quoted = [run.replace('"', '""') for run in runs]
    return "(" + " AND ".join(f'{pattern.column} : "{run}"' for run in quoted) + ")"

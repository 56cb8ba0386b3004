"""FTS5 with trigrams: it walks its hits by rowid, and the rowid is the place."""

from __future__ import annotations

from collections.abc import Sequence

from orderkin.search.document import Pattern
from orderkin.search.sql import Matching, Place, Span, Sql, all_of, holds
from orderkin.sql import fetch


def newest_matching(matching: Matching, *, within: Span, limit: int) -> list[Place]:
    """Hits of the index in its own order; CROSS JOIN keeps SQLite from turning the loop around."""
    rechecks = [holds(g) for g in matching.groups if not _exact(g)]
    where = all_of(
        [_match(matching.indexed), within.sql("f.rowid"), *rechecks, *matching.conditions]
    )
    order = " CROSS JOIN orders_order o ON o.id = d.order_id" if matching.reads_order else ""
    rows = fetch(
        "SELECT d.place, d.order_id FROM search_index f"
        f" CROSS JOIN search_document d ON d.place = f.rowid{order}"
        f" WHERE {where.text} ORDER BY f.rowid DESC LIMIT %s",
        [*where.params, limit],
    )
    return [Place(row.place, row.order_id) for row in rows]


def _exact(group: Sequence[Pattern]) -> bool:
    """Whether the index alone decides: a run of characters anywhere in the column."""
    return all(one.indexable and one.section is None for one in group)


def _match(groups: Sequence[Sequence[Pattern]]) -> Sql:
    asked = " AND ".join("(" + " OR ".join(map(_phrase, group)) + ")" for group in groups)
    return Sql("search_index MATCH %s", (asked,), on_document=True)


def _phrase(pattern: Pattern) -> str:
    quoted = pattern.phrase.replace('"', '""')
    return f'{pattern.column} : "{quoted}"'

"""Customers by typed words, through the trigram index of each database."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from orderkin.sql import fetch

# What an index of runs of three characters can answer.
SHORTEST = 3
# A word that many customers have fills a page within this many; the index gives the others.
WALK = 4_000


def ids_holding(needles: Sequence[str], *, after: int, limit: int) -> list[int]:
    """Up to `limit` customer ids above `after`, in order, whose search text holds every needle."""
    if connection.vendor == "postgresql":
        return _by_pg_trgm(needles, after, limit)
    if any(len(needle) < SHORTEST for needle in needles):
        return _walked(needles, after, limit, steps=None)
    return _by_fts(needles, after, limit)


def _by_fts(needles: Sequence[str], after: int, limit: int) -> list[int]:
    """FTS5 walks its hits by rowid, which is the customer's id."""
    asked = " AND ".join('"' + needle.replace('"', '""') + '"' for needle in needles)
    rows = fetch(
        "SELECT rowid AS id FROM customers_search WHERE customers_search MATCH %s"
        " AND rowid > %s ORDER BY rowid LIMIT %s",
        [asked, after, limit],
    )
    return [row.id for row in rows]


def _by_pg_trgm(needles: Sequence[str], after: int, limit: int) -> list[int]:
    near = _walked(needles, after, limit, steps=WALK)
    if len(near) == limit or any(len(needle) < SHORTEST for needle in needles):
        return near if len(near) == limit else _walked(needles, after, limit, steps=None)
    # MATERIALIZED: or the planner may walk all customers in order, hoping to meet rare hits early.
    rows = fetch(
        "WITH hits AS MATERIALIZED (SELECT c.id FROM customers_customer c"
        f" WHERE {_held(needles)} AND c.id > %s) SELECT id FROM hits ORDER BY id LIMIT %s",
        [*_patterns(needles), after, limit],
        fresh=True,
    )
    return [row.id for row in rows]


def _walked(needles: Sequence[str], after: int, limit: int, *, steps: int | None) -> list[int]:
    """Customers in order of their ids, at most `steps` of them looked at."""
    source, bounds = "customers_customer", [after]
    if steps:
        source = (
            "(SELECT id, search_text FROM customers_customer WHERE id > %s ORDER BY id LIMIT %s)"
        )
        bounds = [after, steps, after]
    rows = fetch(
        f"SELECT c.id FROM {source} c WHERE c.id > %s AND {_held(needles)} ORDER BY c.id LIMIT %s",
        [*bounds, *_patterns(needles), limit],
        fresh=True,
    )
    return [row.id for row in rows]


def _held(needles: Sequence[str]) -> str:
    return " AND ".join(["c.search_text LIKE %s ESCAPE '\\'"] * len(needles))


def _patterns(needles: Sequence[str]) -> list[str]:
    return [f"%{_escaped(needle)}%" for needle in needles]


def _escaped(needle: str) -> str:
    for special in ("\\", "%", "_"):
        needle = needle.replace(special, "\\" + special)
    return needle

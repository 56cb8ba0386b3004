"""Rows of a table by typed words, through the trigram index of each database.

The table has a `search_text` of entries (see `entries`), whose first letters the index knows too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orderkin.sql.here import on_postgresql
from orderkin.sql.read import fetch

# A word that many rows have fills a page within this many; the index gives the others.
WALK = 4_000


def entries(words: Iterable[str]) -> str:
    """A search text: each entry once, two line breaks before it and one after.

    With the two breaks even the first letter of an entry is a run of three characters.
    """
    return "".join(f"\n\n{word}\n" for word in dict.fromkeys(words) if word)


def needle(word: str) -> str:
    """What to look for: three characters and more anywhere, fewer where an entry begins."""
    return word if len(word) > 2 else f"\n\n{word}"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A table with a `search_text`, and its FTS5 table on SQLite."""

    table: str
    index: str

    def holding(self, needles: Sequence[str], *, after: int, limit: int) -> list[int]:
        """Up to `limit` ids above `after`, in order, whose search text holds every needle."""
        if on_postgresql():
            return self._by_pg_trgm(needles, after, limit)
        return self._by_fts(needles, after, limit)

    def _by_fts(self, needles: Sequence[str], after: int, limit: int) -> list[int]:
        """FTS5 walks its hits by rowid, which is the row's id."""
        asked = " AND ".join('"' + needle.replace('"', '""') + '"' for needle in needles)
        rows = fetch(
            f"SELECT rowid AS id FROM {self.index} WHERE {self.index} MATCH %s"
            " AND rowid > %s ORDER BY rowid LIMIT %s",
            [asked, after, limit],
        )
        return [row.id for row in rows]

    def _by_pg_trgm(self, needles: Sequence[str], after: int, limit: int) -> list[int]:
        near = self._walked(needles, after, limit)
        # Signs are in no trigram: nothing but signs is looked for near by only.
        if len(near) == limit or not any(c.isalnum() for needle in needles for c in needle):
            return near
        # MATERIALIZED: or the planner may walk all rows in order, hoping to meet rare hits early.
        rows = fetch(
            f"WITH hits AS MATERIALIZED (SELECT t.id FROM {self.table} t"
            f" WHERE {_held(needles)} AND t.id > %s) SELECT id FROM hits ORDER BY id LIMIT %s",
            [*_patterns(needles), after, limit],
            fresh=True,
        )
        return [row.id for row in rows]

    def _walked(self, needles: Sequence[str], after: int, limit: int) -> list[int]:
        """Rows in order of their ids, the nearest looked at."""
        rows = fetch(
            f"SELECT t.id FROM (SELECT id, search_text FROM {self.table} WHERE id > %s"
            f" ORDER BY id LIMIT %s) t WHERE {_held(needles)} ORDER BY t.id LIMIT %s",
            [after, WALK, *_patterns(needles), limit],
            fresh=True,
        )
        return [row.id for row in rows]


def _held(needles: Sequence[str]) -> str:
    return " AND ".join(["t.search_text LIKE %s ESCAPE '\\'"] * len(needles))


def _patterns(needles: Sequence[str]) -> list[str]:
    return [f"%{_escaped(needle)}%" for needle in needles]


def _escaped(needle: str) -> str:
    for special in ("\\", "%", "_"):
        needle = needle.replace(special, "\\" + special)
    return needle

"""How PostgreSQL's indexes are asked for customers: by first letters, and by what tells a text.

To `pg_trgm` a word begins after every sign: `example` in each `…@example.com`. Of one or two
letters it knows no more than that, and `ex` would be looked for in everybody. So an index of its
own holds the first letter and the first two of every entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orderkin.lib.runs import Counted, telling
from orderkin.sql.read import fetch
from orderkin.sql.trigrams import Indexed

_BEGINS = "\n\n"  # stands before an entry, see `sql.trigrams.entries`
# `\n\nase\n\n\njo\n` becomes {a,as,j,jo,""}. Another text here needs another index.
BEGINNINGS = (
    r"string_to_array(regexp_replace(search_text, E'\n\n([^\n])([^\n]?)[^\n]*\n',"
    r" E'\\1\n\\1\\2\n', 'g'), E'\n')"
)
SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Beginning(Indexed):
    """A table with an index of BEGINNINGS beside that of its trigrams."""

    def _by_pg_trgm(self, needles: Sequence[str], after: int, limit: int) -> list[int]:
        near: list[int] = []
        if not any(map(COUNTED.seldom, needles)):
            near = self._walked(needles, after, limit)
        if len(near) == limit or not any(map(_in_an_index, needles)):
            return near
        conditions = [_condition(needle) for needle in needles]
        # MATERIALIZED: or the planner may walk all rows in order, hoping to meet rare hits early.
        rows = fetch(
            f"WITH hits AS MATERIALIZED (SELECT t.id FROM {self.table} t"
            f" WHERE {' AND '.join(text for text, _values in conditions)} AND t.id > %s)"
            " SELECT id FROM hits ORDER BY id LIMIT %s",
            [*(value for _text, values in conditions for value in values), after, limit],
            fresh=True,
        )
        return [row.id for row in rows]


def _in_an_index(needle: str) -> bool:
    """Signs are in no trigram: nothing but signs is looked for near by only."""
    return needle.startswith(_BEGINS) or any(c.isalnum() for c in needle)


def _condition(needle: str) -> tuple[str, list[object]]:
    if needle.startswith(_BEGINS):
        return f"{BEGINNINGS} @> %s", [[needle.removeprefix(_BEGINS)]]
    rare = telling(needle, COUNTED)
    if not rare:
        return r"t.search_text LIKE %s ESCAPE '\'", [_within(needle)]
    # A column joined to nothing is in no index: the whole is looked for in the text.
    told = [*["t.search_text LIKE %s"] * len(rare), r"t.search_text || '' LIKE %s ESCAPE '\'"]
    return " AND ".join(told), [*map(_within, rare), _within(needle)]


def _within(needle: str) -> str:
    for special in ("\\", "%", "_"):
        needle = needle.replace(special, "\\" + special)
    return f"%{needle}%"


def _newest_texts() -> list[str]:
    newest = f"SELECT search_text FROM customers_customer ORDER BY id DESC LIMIT {SAMPLE}"
    return [row.search_text for row in fetch(newest)]


COUNTED = Counted(_newest_texts)

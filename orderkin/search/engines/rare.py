"""How PostgreSQL's index is asked: for the runs of characters that tell most, told by a sample."""

from __future__ import annotations

from collections.abc import Sequence

from orderkin.lib.runs import Counted, runs, telling
from orderkin.search.document import Pattern
from orderkin.search.sql import Sql, any_of, holds
from orderkin.sql import fetch

# The newest texts say which runs are rare.
SAMPLE = 500
# Fewer than this say nothing.
ENOUGH = 100


def looked_up(group: Sequence[Pattern]) -> Sql:
    """The document holds one of these patterns, which the index tells by few of its runs."""
    return any_of(map(_told, group))


def _told(pattern: Pattern) -> Sql:
    rare = telling(pattern.needle, COUNTED) if pattern.column == "text" else []
    if not rare:
        return holds([pattern])
    # A column joined to nothing is in no index: the whole is looked for in the text.
    told = [*["d.text LIKE %s"] * len(rare), r"d.text || '' LIKE %s ESCAPE '\'"]
    values = (*(f"%{run}%" for run in rare), pattern.like())
    return Sql(f"({' AND '.join(told)})", values, on_document=True)


def share(groups: Sequence[Sequence[Pattern]]) -> float:
    """The share of the newest orders, at most, whose texts the index would have read for these."""
    counts = COUNTED()
    if COUNTED.texts < ENOUGH:
        return 1.0
    sums = [sum(_most(pattern, counts) for pattern in group) for group in groups]
    return min([COUNTED.texts, *sums]) / COUNTED.texts


def _most(pattern: Pattern, counts: dict[str, int]) -> int:
    """How many of the sample hold the pattern at most: as many as hold its rarest run."""
    if pattern.column != "text":
        return COUNTED.texts
    return min((counts.get(run, 0) for run in runs(pattern.needle)), default=COUNTED.texts)


def _newest_texts() -> list[str]:
    newest = f"SELECT text FROM search_document ORDER BY place DESC LIMIT {SAMPLE}"
    return [row.text for row in fetch(newest)]


COUNTED = Counted(_newest_texts)

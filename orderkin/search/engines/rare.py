"""How the index is asked: for the runs of characters that tell most, told by a sample."""

from __future__ import annotations

from collections.abc import Sequence

from orderkin.lib.runs import Counted, telling
from orderkin.search.document import Pattern
from orderkin.search.sql import Sql, any_of, holds
from orderkin.sql import fetch

# The newest texts say which runs are rare.
SAMPLE = 500


def looked_up(group: Sequence[Pattern]) -> Sql:
    """The document holds one of these patterns, which the index tells by few of its runs."""
    if len(group) > 1 and all(one.column == "text" for one in group):
        # `maria@gm` as it is and with its host as a code: told by `maria@`. A planner that is given
        # both whole asks the index only for the runs that they happen to share.
        rare = telling(_beginning([one.needle for one in group]), COUNTED)
        if rare:
            return _told(rare, group)
    return any_of(map(_told_alone, group))


def _beginning(needles: Sequence[str]) -> str:
    """What all of them begin with: where the first and the last in order agree, all do."""
    first, last = min(needles), max(needles)
    same = next(
        (n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first)
    )
    return first[:same]


def _told_alone(pattern: Pattern) -> Sql:
    rare = rare_runs(pattern)
    return _told(rare, [pattern]) if rare else holds([pattern])


def _told(rare: Sequence[str], group: Sequence[Pattern]) -> Sql:
    # A column joined to nothing is in no index: the whole is looked for in the text.
    whole = " OR ".join([r"d.text || '' LIKE %s ESCAPE '\'"] * len(group))
    told = [*["d.text LIKE %s"] * len(rare), f"({whole})"]
    values = (*(f"%{run}%" for run in rare), *(one.like() for one in group))
    return Sql(f"({' AND '.join(told)})", values, on_document=True)


def rare_runs(pattern: Pattern) -> list[str]:
    """The runs that tell a long pattern; none for a short one, which the index is asked whole."""
    return telling(pattern.needle, COUNTED) if pattern.column == "text" else []


def seldom(groups: Sequence[Sequence[Pattern]]) -> bool:
    """Whether none of the newest orders can hold one of the groups."""
    return any(
        all(one.column == "text" and COUNTED.seldom(one.needle) for one in group)
        for group in groups
    )


def share(groups: Sequence[Sequence[Pattern]]) -> float:
    """The share of the newest orders, at most, whose texts the index would have read for these."""
    held = [sum(map(_most, group)) for group in groups]
    return min([COUNTED.texts, *held]) / COUNTED.texts if COUNTED.texts else 1.0


def _most(pattern: Pattern) -> int:
    held = COUNTED.most(pattern.needle)
    return held if pattern.column == "text" else COUNTED.texts


def _newest_texts() -> list[str]:
    newest = f"SELECT text FROM search_document ORDER BY place DESC LIMIT {SAMPLE}"
    return [row.text for row in fetch(newest)]


COUNTED = Counted(_newest_texts)

"""Which condition so few orders meet that it can lead: counted off its index, never to the end."""

from __future__ import annotations

from collections.abc import Sequence

from orderkin.search.sql import Ids, Sql
from orderkin.sql import fetch

# A condition that no more orders meet than this leads a search.
FEW = 12_000


def fewest(conditions: Sequence[Sql]) -> Ids | None:
    """Of the conditions that an index answers the one that fewest orders meet, if they are few."""
    offered = offered_by(conditions)
    return weigh([], offered)[1] if offered else None


def offered_by(conditions: Sequence[Sql]) -> list[Ids]:
    """The conditions that an index answers, as statements that read order ids."""
    return [one.ids for one in conditions if one.ids]


def weigh(words: Sequence[Ids], offered: Sequence[Ids]) -> tuple[int, Ids | None]:
    """In one statement: the number of hits, and the ids of whichever condition leaves fewest.

    `words` is one statement that reads hits, counted as far as it goes, or none.
    """
    counted = [*words, *((f"SELECT 1 FROM ({t}) AS met LIMIT {FEW + 1}", v) for t, v in offered)]
    sums = [
        f"(SELECT count(*) FROM ({text}) AS all_of_{n}) AS n{n}"
        for n, (text, _values) in enumerate(counted)
    ]
    values = [value for _text, given in counted for value in given]
    # Planned for these values: how many orders have a total or a status depends on which.
    found = fetch(f"SELECT {', '.join(sums)}", values, fresh=True)[0]
    least, ids = min(zip(found[len(words) :], offered, strict=True), key=lambda pair: pair[0])
    return found[0], _told(ids, least) if least <= FEW else None


def _told(ids: Ids, count: int) -> Ids:
    """The same ids; a planner that is told how few they are does not read the table for them.

    Told as a number in the text: SQLite plans before it knows values.
    """
    text, values = ids
    # Some more than were counted, since orders come in meanwhile; of few sizes, as of few texts.
    most = 1 << (count + 100).bit_length()
    return f"SELECT met.id FROM ({text}) AS met LIMIT {most}", values

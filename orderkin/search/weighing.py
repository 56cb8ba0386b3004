"""Which condition so few orders meet that it can lead: counted off its index, never to the end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from orderkin.search.sql import Ids, Sql
from orderkin.sql import fetch, on_postgresql

# A condition that no more orders meet than this leads a search.
FEW = 12_000
# Conditions that no more orders meet than this are met together by few, perhaps.
MIDDLING = 100_000


class Led(NamedTuple):
    """The statement that reads the few orders which lead, and the conditions that they meet."""

    text: str
    values: tuple[object, ...]
    met: tuple[Sql, ...]

    def beside(self, conditions: Sequence[Sql]) -> tuple[Sql, ...]:
        """The conditions that these orders are still to be asked for."""
        return tuple(one for one in conditions if one not in self.met)


def fewest(conditions: Sequence[Sql]) -> Led | None:
    """Of the conditions that an index answers the one that fewest orders meet, if they are few."""
    return weigh([], conditions)[1] if offered_by(conditions) else None


def offered_by(conditions: Sequence[Sql]) -> list[tuple[Sql, Ids]]:
    """The conditions that an index answers, with the statements that read order ids."""
    return [(one, one.ids) for one in conditions if one.ids]


def weigh(words: Sequence[Ids], conditions: Sequence[Sql]) -> tuple[int, Led | None]:
    """In one statement: the number of hits, and the orders of whichever condition leaves fewest.

    `words` is one statement that reads hits, counted as far as it goes, or none.
    """
    offered = offered_by(conditions)
    found = _counted([*words, *(_up_to(FEW + 1, ids) for _one, ids in offered)])
    counts = zip(found[len(words) :], offered, strict=True)
    least, (condition, _ids) = min(counts, key=lambda pair: pair[0])
    return found[0], _leads(condition, least) if least <= FEW else None


def _leads(condition: Sql, count: int) -> Led:
    """A planner that is told how few they are does not read the table for them.

    Told as a number in the text: SQLite plans before it knows values. Some more than were counted,
    since orders come in meanwhile; of few sizes, as of few texts.
    """
    return Led(*_up_to(1 << (count + 100).bit_length(), _ids(condition)), (condition,))


class Middling(NamedTuple):
    """A condition that not many orders meet, and how many do."""

    condition: Sql
    orders: int

    def led(self) -> Led:
        return _leads(self.condition, self.orders)


def middling(conditions: Sequence[Sql]) -> tuple[Middling, ...]:
    """The conditions that no more than MIDDLING orders meet, of fewest first."""
    offered = offered_by(conditions)
    if not offered:
        return ()
    counts = _counted([_up_to(MIDDLING + 1, ids) for _one, ids in offered])
    pairs = zip(offered, counts, strict=True)
    found = [Middling(one, count) for (one, _ids), count in pairs if count <= MIDDLING]
    return tuple(sorted(found, key=lambda one: one.orders))


def together(few: Sequence[Middling]) -> Led | None:
    """The orders that meet all these middling conditions, if they are few.

    Read off the indexes side by side, without a look at any order.
    """
    if len(few) < 2:
        return None
    conditions = tuple(one.condition for one in few)
    (first, values), *others = map(_ids, conditions)
    text = f"SELECT met.id FROM ({first}) AS met"
    for n, (other, given) in enumerate(others):
        text += f" JOIN ({other}) AS met{n} ON met{n}.id = met.id"
        values += given
    ids = [row.id for row in fetch(f"{text} LIMIT {FEW + 1}", values, fresh=True)]
    return Led(*_these(ids), conditions) if len(ids) <= FEW else None


def met(condition: Sql, order_id: str) -> Sql:
    """That the order meets a middling condition, told without a look at it."""
    # Some more than were counted, since orders come in meanwhile; bounded, so that they fit into
    # the memory that PostgreSQL plans with. IS TRUE: or it looks at the index for each hit.
    text, values = _up_to(MIDDLING + 1_000, _ids(condition))
    return Sql(f"({order_id} IN ({text})) IS TRUE", values, on_document=True)


def _ids(condition: Sql) -> Ids:
    if condition.ids is None:
        raise ValueError("No index answers this condition.")
    return condition.ids


def _these(ids: Sequence[int]) -> Ids:
    if on_postgresql():
        return "SELECT unnest(%s::bigint[]) AS id", (list(ids),)
    return "SELECT value AS id FROM json_each(%s)", (json.dumps(ids),)


def _counted(statements: Sequence[Ids]) -> Sequence[int]:
    """How many rows each has, in one statement."""
    sums = [
        f"(SELECT count(*) FROM ({text}) AS all_of_{n}) AS n{n}"
        for n, (text, _values) in enumerate(statements)
    ]
    values = [value for _text, given in statements for value in given]
    # Planned for these values: how many orders have a total or a status depends on which.
    row: Sequence[int] = fetch(f"SELECT {', '.join(sums)}", values, fresh=True)[0]
    return row


def _up_to(most: int, ids: Ids) -> Ids:
    text, values = ids
    return f"SELECT met.id FROM ({text}) AS met LIMIT {most}", values

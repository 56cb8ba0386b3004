"""Pieces of a WHERE clause: `o` is the order, `d` its search document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from orderkin.search.document import Pattern

Ids = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition with its bound values; `on_document` when it reads `d`.

    `ids` is the statement (text and values) that reads the ids of the orders meeting it off an
    index, where there is one: a condition that few orders meet can lead the search. `in_order` when
    that index stands newest first.
    """

    text: str
    params: tuple[object, ...] = ()
    on_document: bool = False
    ids: Ids | None = None
    in_order: bool = False

    def negated(self) -> Sql:
        return Sql(f"NOT ({self.text})", self.params, self.on_document)


NOTHING = Sql("1 = 0")
EVERYTHING = Sql("1 = 1")


class Span(NamedTuple):
    """Places from `floor` up to, not including, `below`; None is open."""

    floor: int | None = None
    below: int | None = None

    def under(self, place: int | None) -> Span:
        """What of the span is left below a place already shown."""
        bounds = [bound for bound in (self.below, place) if bound is not None]
        return Span(self.floor, min(bounds, default=None))

    def sql(self, column: str) -> Sql:
        """The span as a condition on a column that holds places."""
        bounds = [(">=", self.floor), ("<", self.below)]
        return all_of(Sql(f"{column} {sign} %s", (p,), True) for sign, p in bounds if p is not None)


class Place(NamedTuple):
    """One hit: where it stands and which order it is."""

    place: int
    order_id: int


@dataclass(frozen=True, slots=True)
class Matching:
    """Patterns that must be held (all of the groups, any of a group) and further conditions."""

    groups: tuple[tuple[Pattern, ...], ...]
    conditions: tuple[Sql, ...] = ()

    @property
    def indexed(self) -> tuple[tuple[Pattern, ...], ...]:
        """The groups that the index can answer."""
        return tuple(group for group in self.groups if all(one.indexable for one in group))


def all_of(conditions: Iterable[Sql]) -> Sql:
    """Every condition at once."""
    kept = list(conditions)
    if not kept:
        return EVERYTHING
    params = tuple(value for one in kept for value in one.params)
    return Sql(" AND ".join(one.text for one in kept), params, any(o.on_document for o in kept))


def any_of(conditions: Iterable[Sql]) -> Sql:
    """At least one condition; none at all can never be met."""
    kept = list(conditions)
    if not kept:
        return NOTHING
    params = tuple(value for one in kept for value in one.params)
    text = "(" + " OR ".join(one.text for one in kept) + ")"
    on_document = any(one.on_document for one in kept)
    in_order = len(kept) == 1 and kept[0].in_order
    return Sql(text, params, on_document, _ids_of_any(kept), in_order)


def _ids_of_any(conditions: Sequence[Sql]) -> Ids | None:
    known = [one.ids for one in conditions if one.ids]
    if len(known) < len(conditions):
        return None
    params = tuple(value for _text, values in known for value in values)
    return " UNION ".join(text for text, _values in known), params


def holds(group: Sequence[Pattern]) -> Sql:
    """The document holds one of these patterns."""
    return any_of(
        Sql(f"d.{one.column} LIKE %s ESCAPE '\\'", (one.like(),), on_document=True) for one in group
    )


def among(column: str, values: Sequence[object]) -> Sql:
    """The column holds one of these values."""
    if not values:
        return NOTHING
    return Sql(f"{column} IN ({', '.join(['%s'] * len(values))})", tuple(values))

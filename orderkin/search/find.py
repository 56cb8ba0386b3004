"""Orders by typed text: exact first, then whatever holds it, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from orderkin.lib.actor import Actor
from orderkin.search.asking import Question, ask
from orderkin.search.engines import newest_matching
from orderkin.search.exact import Exact, exactly
from orderkin.search.meaning import Reader
from orderkin.search.newest import newest
from orderkin.search.numbers import beginning
from orderkin.search.position import Position, Stage, read_position
from orderkin.search.query import Query, parse
from orderkin.search.sql import NOTHING, Matching, Place, Sql

Sort = Literal["newest", "oldest"]
SORTS: tuple[Sort, ...] = ("newest", "oldest")


@dataclass(frozen=True, slots=True)
class Found:
    """A page of order ids in order. `next` is the token of the following page, None on the last.

    `exact` pages hold what was typed to the letter (and its family); the page after them holds
    the orders that merely contain it. `problems` are values that meant nothing, as typed. With
    `newest_first` the order asked for was another, but words are found in this one.
    """

    ids: tuple[int, ...]
    next: str | None
    exact: bool = False
    problems: tuple[str, ...] = ()
    newest_first: bool = False


def find_orders(
    text: str | Query,
    *,
    actor: Actor,
    at: datetime,
    cursor: str | None = None,
    limit: int = 50,
    sort: Sort = "newest",
) -> Found:
    """The orders that `text` asks for, read for `actor` at the moment `at` (UTC).

    Words must all be in the order; operators narrow. Never counts all hits. Raises Invalid for a
    cursor that no page gave out. Oldest first holds for operators alone: words are found newest
    first, as their index is laid out.
    """
    query = parse(text) if isinstance(text, str) else text
    question = ask(query, Reader(actor, at))
    position = read_position(cursor)
    if position is None or position.stage == "exact":
        hits = exactly(question.typed, question.conditions)
        if hits:
            return _exact_page(hits, position, _following(question, sort), limit, question.problems)
    stage, seen = _following(question, sort), position or Position("exact")
    places = _places(stage, question, seen, limit + 1)
    more = len(places) > limit
    shown = places[:limit]
    token = Position(stage, shown[-1].place, seen.first).text() if more else None
    ids = tuple(p.order_id for p in shown)
    otherwise = sort == "oldest" and stage != "oldest"
    return Found(ids, token, problems=question.problems, newest_first=otherwise)


def _following(question: Question, sort: Sort) -> Stage:
    """How orders are found that are not exactly what was typed."""
    if question.by_index:
        return "index"
    return "number" if question.typed else sort


def _exact_page(
    hits: Sequence[Exact],
    position: Position | None,
    following: Stage,
    limit: int,
    problems: tuple[str, ...],
) -> Found:
    if position is not None and position.place is not None:
        last = (position.first, position.place)
        hits = [hit for hit in hits if (hit.meant, hit.place) < last]
    shown = hits[:limit]
    after = Position(following, None, first=True)
    if len(hits) > limit:
        after = Position("exact", shown[-1].place, shown[-1].meant)
    return Found(tuple(hit.order_id for hit in shown), after.text(), exact=True, problems=problems)


def _places(stage: Stage, question: Question, seen: Position, limit: int) -> list[Place]:
    conditions = question.conditions
    if NOTHING in conditions:
        return []
    if seen.first and seen.stage != "exact":
        conditions += _not_again(exactly(question.typed, conditions))
    if stage == "number":
        return beginning(question.typed, conditions, below=seen.place, limit=limit)
    if stage in ("newest", "oldest"):
        past = stage == "oldest"
        return newest(question.groups, conditions, below=seen.place, limit=limit, oldest_first=past)
    within = question.span.under(seen.place)
    return newest_matching(Matching(question.groups, conditions), within=within, limit=limit)


def _not_again(hits: Sequence[Exact]) -> tuple[Sql, ...]:
    if not hits:
        return ()
    ids = ", ".join(str(int(hit.order_id)) for hit in hits)
    return (Sql(f"d.order_id NOT IN ({ids})", on_document=True),)

"""What could come next while a query is typed: operators first, then the values that fit (pure)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from orderkin.lib.text import fold
from orderkin.search.operators import OPERATORS
from orderkin.search.query import Filter, Query, Word, parse, to_text

Choices = Callable[[str], Sequence[str]]
MOST = 16  # the statuses of orders, payments and parcels are fifteen


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on: what to show, which operator it belongs to, and the whole new query."""

    label: str
    operator: str
    text: str


def complete(text: str, choices: Choices) -> tuple[Suggestion, ...]:
    """Suggestions for the last term of `text`; `choices` gives the client's own values by operator.

    After a blank every operator is offered; inside a value, those that begin with what is typed
    come before those that merely hold it.
    """
    query = parse(text)
    if not query.terms or text.endswith(" "):
        return _operators(query, "", negated=False)
    before, last = Query(query.terms[:-1]), query.terms[-1]
    if isinstance(last, Word):
        return _operators(before, last.text, negated=last.negated)
    typed = "" if text.endswith(",") or not last.values else last.values[-1]
    return _values(before, last, typed, choices)


def _operators(before: Query, typed: str, *, negated: bool) -> tuple[Suggestion, ...]:
    names = [name for name in OPERATORS if name.startswith(typed.lower())]
    lead = f"{to_text(before)} " if before.terms else ""
    sign = "-" if negated else ""
    return tuple(Suggestion(f"{sign}{n}:", n, f"{lead}{sign}{n}:") for n in names)


def _values(before: Query, last: Filter, typed: str, choices: Choices) -> tuple[Suggestion, ...]:
    wanted = fold(typed)
    known = dict.fromkeys((*OPERATORS[last.operator].values, *choices(last.operator)))
    kept = last.values[:-1] if typed else last.values
    fitting = [value for value in known if wanted in fold(value) and value not in kept]
    fitting.sort(key=lambda value: not fold(value).startswith(wanted))
    made = []
    for value in fitting[:MOST]:
        query = before.plus(Filter(last.operator, (*kept, value), last.negated))
        made.append(Suggestion(value, last.operator, f"{to_text(query)} "))
    return tuple(made)

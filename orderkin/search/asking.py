"""A query made ready to be answered: patterns for the index, conditions for the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from orderkin.search.document import Pattern, place
from orderkin.search.meaning import Reader, condition, moments
from orderkin.search.query import Filter, Query
from orderkin.search.sql import Span, Sql, holds
from orderkin.search.values import read_days
from orderkin.search.words import needles, spell, squash

Groups = tuple[tuple[Pattern, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What to find. `typed` is the text without operators; `problems` what meant nothing."""

    typed: str
    groups: Groups
    conditions: tuple[Sql, ...]
    problems: tuple[str, ...]
    span: Span

    @property
    def by_index(self) -> bool:
        """Whether the index can lead; else orders are walked newest first."""
        return any(all(one.indexable for one in group) for group in self.groups)


def ask(query: Query, reader: Reader) -> Question:
    """The question behind a query, for this reader at this moment."""
    wanted = [word.text for word in query.words if not word.negated]
    groups = [tuple(Pattern(n) for n in group) for group in needles(wanted)]
    conditions = [_absent([word.text]) for word in query.words if word.negated]
    problems: list[str] = []
    for chip in query.filters:
        if chip.operator in _PATTERNS:
            _held(chip, groups, conditions)
            continue
        one, unread = condition(chip, reader)
        conditions += [one] if one else []
        problems += [f"{chip.operator}:{value}" for value in unread]
    span = _span(query.filters, reader)
    return Question(" ".join(wanted), tuple(groups), tuple(conditions), tuple(problems), span)


def _span(chips: tuple[Filter, ...], reader: Reader) -> Span:
    """The places within the first `created:`, so that the index looks at no others."""
    for chip in chips:
        if chip.operator == "created" and not chip.negated and len(chip.values) == 1:
            days = read_days(chip.values[0], reader.today)
            first, end = moments(days, reader) if days else (None, None)
            return Span(place(first, 0) if first else None, place(end, 0) if end else None)
    return Span()


def _absent(words: list[str]) -> Sql:
    patterns = [Pattern(needle) for group in needles(words) for needle in group]
    return holds(patterns).negated()


def _held(chip: Filter, groups: list[tuple[Pattern, ...]], conditions: list[Sql]) -> None:
    """A text operator: any of its values, in the part of the index that the operator names."""
    patterns = tuple(one for value in chip.values for one in _PATTERNS[chip.operator](value))
    if patterns and chip.negated:
        conditions.append(holds(patterns).negated())
    elif patterns:
        groups.append(patterns)


def _customer(value: str) -> list[Pattern]:
    return [Pattern(n, section="customer") for group in needles([value]) for n in group]


def _sku(value: str) -> list[Pattern]:
    whole = value.startswith("=")
    needle = spell(value.removeprefix("="))
    return [Pattern(needle, section="skus", begins=True, ends=whole)] if needle else []


def _tracking(value: str) -> list[Pattern]:
    forms = dict.fromkeys(form for form in (spell(value), squash(value)) if form)
    return [Pattern(form, section="tracking") for form in forms]


def _note(value: str) -> list[Pattern]:
    needle = spell(value)
    return [Pattern(needle, column="notes")] if needle else []


_PATTERNS: dict[str, Callable[[str], list[Pattern]]] = {
    "customer": _customer,
    "sku": _sku,
    "tracking": _tracking,
    "note": _note,
}

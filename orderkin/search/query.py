"""Typed text to a small tree and back (pure): words, and operators such as `status:problem`.

Forgiving on purpose, because it reads while a person types: an unknown operator is text, a missing
quote ends with the line, an operator without a value asks for nothing. Nothing here ever raises.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from orderkin.search.operators import OPERATORS
from orderkin.search.words import SHORTEST

LONGEST = 500
_CLOSING = {'"': '"', "“": "”“", "„": "“”"}
_NAME = re.compile(r"([A-Za-z]+):")


@dataclass(frozen=True, slots=True)
class Word:
    """Text that must be (or, negated, must not be) somewhere in the order."""

    text: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """An operator and its values; several values mean "or", none means still being typed."""

    operator: str
    values: tuple[str, ...]
    negated: bool = False


Term = Word | Filter


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, in its order; every term must hold."""

    terms: tuple[Term, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(term for term in self.terms if isinstance(term, Word))

    @property
    def filters(self) -> tuple[Filter, ...]:
        return tuple(term for term in self.terms if isinstance(term, Filter))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Words that look like an operator and are none: `foo` of `foo:bar`."""
        named = (_NAME.match(word.text) for word in self.words)
        return tuple(found.group(1) for found in named if found)

    @property
    def too_short(self) -> tuple[str, ...]:
        """Letters too few to be looked for in names; numbers are found by their first digit."""
        return tuple(
            word.text
            for word in self.words
            if len(word.text) < SHORTEST and not any(c.isdecimal() for c in word.text)
        )

    def without(self, term: Term) -> Query:
        """The query after one chip was taken away."""
        return Query(tuple(kept for kept in self.terms if kept != term))

    def plus(self, term: Term) -> Query:
        """The query after one chip was added; twice the same is once."""
        return self if term in self.terms else Query((*self.terms, term))


def parse(text: str) -> Query:
    """The tree behind typed text; whatever cannot be an operator is text."""
    line, at = tidy(text), 0
    terms: list[Term] = []
    while at < len(line):
        if line[at] == " ":
            at += 1
            continue
        term, at = _term(line, at)
        if term is not None and term not in terms:
            terms.append(term)
    return Query(tuple(terms))


def to_text(query: Query) -> str:
    """The text that parses to this tree."""
    return " ".join(_term_text(term) for term in query.terms)


def tidy(text: str) -> str:
    """One line of at most 500 characters: control characters and any space become a blank."""
    shown = (" " if unicodedata.category(c) in _UNPRINTED else c for c in text[: LONGEST * 2])
    return " ".join("".join(shown).split())[:LONGEST].strip()


_UNPRINTED = {"Cc", "Cs", "Cn", "Zs", "Zl", "Zp"}


def _term(line: str, at: int) -> tuple[Term | None, int]:
    negated = line[at] == "-" and at + 1 < len(line) and line[at + 1] != " "
    start = at + negated
    named = _NAME.match(line, start)
    if named and (name := named[1].lower()) in OPERATORS:
        values, end = _values(line, named.end(), many=OPERATORS[name].many)
        return Filter(name, values, negated), end
    text, end = _value(line, start, stop=" ")
    return (Word(text, negated) if text else None), end


def _values(line: str, at: int, *, many: bool) -> tuple[tuple[str, ...], int]:
    stop = " ," if many else " "
    first, at = _value(line, at, stop)
    values = [first]
    while at < len(line) and line[at] == "," and many:
        following, at = _value(line, at + 1, stop)
        values.append(following)
    return tuple(dict.fromkeys(value for value in values if value)), at


def _value(line: str, at: int, stop: str) -> tuple[str, int]:
    if at < len(line) and line[at] in _CLOSING:
        return _quoted(line, at + 1, _CLOSING[line[at]])
    end = at
    while end < len(line) and line[end] not in stop:
        end += 1
    return line[at:end], end


def _quoted(line: str, at: int, closing: str) -> tuple[str, int]:
    """Text up to the closing quote; a doubled one stands for itself, a missing one is the end."""
    read: list[str] = []
    while at < len(line):
        if line[at] in closing:
            if line[at + 1 : at + 2] != '"' or line[at] != '"':
                return "".join(read).strip(), at + 1
            at += 1
        read.append(line[at])
        at += 1
    return "".join(read).strip(), at


def _term_text(term: Term) -> str:
    sign = "-" if term.negated else ""
    if isinstance(term, Word):
        plain = term.text[0] not in _CLOSING and term.text[0] != "-" and " " not in term.text
        named = _NAME.match(term.text)
        if not plain or (named and named[1].lower() in OPERATORS):
            return sign + _quote(term.text)
        return sign + term.text
    many = OPERATORS[term.operator].many
    return f"{sign}{term.operator}:" + ",".join(_value_text(v, many) for v in term.values)


def _value_text(value: str, many: bool) -> str:
    plain = value[0] not in _CLOSING and " " not in value and not (many and "," in value)
    return value if plain else _quote(value)


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'

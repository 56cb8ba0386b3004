"""A table nobody knows yet: its columns, a guess at their meaning, and how it would be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, BinaryIO

from orderkin.imports.grouping import Group, groups
from orderkin.imports.guessing import guess
from orderkin.imports.keeping import Kept, drop, keep, place
from orderkin.imports.leftovers import NOTHING, left_out
from orderkin.imports.mapping import Mapping as Columns
from orderkin.imports.mapping import bind, read_document
from orderkin.imports.opening import look_at
from orderkin.imports.problems import CannotRead, ImportProblem
from orderkin.imports.recognising import recognise
from orderkin.imports.rows import Choices, ImportedOrder
from orderkin.imports.saved import saved_mappings
from orderkin.imports.saying import sentence
from orderkin.imports.shaping import shape
from orderkin.imports.survey import survey
from orderkin.imports.tables import Row, open_table
from orderkin.lib.errors import Invalid

SAMPLE_ROWS = 200
SHOWN_ROWS = 4
LEAST_COLUMNS = 3
SHOWN_ORDERS = 5
SHOWN_PROBLEMS = 8


@dataclass(frozen=True, slots=True)
class SampleTable:
    """The header and the first rows of a table, standing for all of it."""

    header: tuple[str, ...]
    header_line: int
    above: tuple[Row, ...]
    first: tuple[Row, ...]

    def rows(self) -> Iterator[Row]:
        return iter(self.first)

    def samples(self, count: int = SAMPLE_ROWS) -> list[Row]:
        return list(self.first[:count])


@dataclass(frozen=True, slots=True)
class TableLook:
    """A kept table: its first rows, and the mapping it is recognised or guessed by.

    `unknown` are columns that a saved mapping lacks and that seem to tell something; its mapping
    here has them as guessed.
    """

    stored: str
    table: SampleTable
    mapping: Columns
    is_known: bool
    unknown: tuple[str, ...] = ()

    @property
    def may_hold_orders(self) -> bool:
        """Whether there are columns enough: a number, a date and a price need one each."""
        return len(self.table.header) >= LEAST_COLUMNS

    @property
    def asks(self) -> bool:
        """Whether somebody has to say what columns mean before it comes in."""
        return bool(self.unknown) or not self.is_known

    def cells(self, index: int) -> tuple[str, ...]:
        """The first different cells of a column."""
        filled = (row.cells[index].strip() for row in self.table.first if index < len(row.cells))
        return tuple(islice(dict.fromkeys(cell for cell in filled if cell), SHOWN_ROWS))


@dataclass(frozen=True, slots=True)
class Tried:
    """What the first rows make under a mapping; `question` is what the file leaves open."""

    orders: tuple[ImportedOrder, ...] = ()
    problems: tuple[tuple[ImportProblem, str], ...] = ()
    question: str = ""
    field: str = ""


# What a person settles when the file leaves it open, by the question's code.
_ANSWERS = {
    "date_order_ambiguous": "date_order",
    "currency_missing": "currency",
    "number_ambiguous": "decimal_mark",
}


def hold_table(content: BinaryIO) -> Kept:
    """Keep an uploaded file until its columns have a meaning. Raises Invalid."""
    try:
        return keep([content])
    except CannotRead as wrong:
        raise _refusal(wrong) from wrong


def look_at_table(stored: str, encoding: str = "") -> TableLook | None:
    """The table in a kept file; None when it is no single table. Raises Invalid.

    `encoding` is the one that was named, where the file does not tell.
    """
    path = place(stored)
    if path.is_dir():
        return None
    try:
        facts = look_at(path, encoding)
        if facts.kind == "json":
            return None
        table = open_table(path, facts)
        first = tuple(table.samples(SAMPLE_ROWS))
    except CannotRead as wrong:
        drop(stored)
        raise _refusal(wrong) from wrong
    sample = SampleTable(table.header, table.header_line, table.above, first)
    saved = saved_mappings()
    known = recognise(table.header, saved)
    if known is None:
        return TableLook(stored, sample, guess(table.header, first), is_known=False)
    left = left_out(known, sample) if known in saved else NOTHING
    whole = replace(known, columns=known.columns + left.asks)
    return TableLook(stored, sample, whole, is_known=True, unknown=left.asked)


# Every table has these; they are no news.
_UNTOLD = frozenset({"header", "blank_line"})


def try_mapping(look: TableLook, document: Mapping[str, Any], choices: Mapping[str, str]) -> Tried:
    """Read the first rows as this mapping says; nothing is written."""
    settled = Choices(**{name: value for name, value in choices.items() if value})
    orders: list[ImportedOrder] = []
    problems: list[tuple[ImportProblem, str]] = []
    try:
        bound = bind(read_document(document), look.table.header)
        answers = survey(look.table, bound, settled)
        for found in groups(look.table, bound, answers):
            read = shape(found, bound, answers) if isinstance(found, Group) else found
            if isinstance(read, ImportedOrder):
                orders.append(read)
                problems += [(told, sentence(told)) for told in read.warnings]
            elif isinstance(read, ImportProblem) and read.code not in _UNTOLD:
                problems.append((read, sentence(read)))
    except CannotRead as wrong:
        field = _ANSWERS.get(wrong.problem.code, "")
        return Tried(question=sentence(wrong.problem), field=field)
    return Tried(tuple(orders[:SHOWN_ORDERS]), tuple(problems[:SHOWN_PROBLEMS]))


def _refusal(wrong: CannotRead) -> Invalid:
    return Invalid(sentence(wrong.problem), code=wrong.problem.code, field="file")

"""Rows gathered into orders, in file order, holding only the orders that are scattered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from orderkin.imports.mapping import Bound
from orderkin.imports.problems import Elsewhere, ImportProblem, Spans, Weight, spans
from orderkin.imports.survey import Settled, formula_in, kind_of, value
from orderkin.imports.tables import Row, Rows


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one order."""

    number: str
    rows: tuple[Row, ...]

    @property
    def lines(self) -> Spans:
        """The physical lines these rows stand on."""
        return spans((row.line, row.last_line) for row in self.rows)

    @property
    def elsewhere(self) -> Elsewhere:
        """The lines of side files that were joined to these rows."""
        found: dict[str, list[tuple[int, int]]] = {}
        for row in self.rows:
            for file, first, last in row.also:
                found.setdefault(file, []).append((first, last))
        return tuple((file, *span) for file, pairs in found.items() for span in spans(pairs))


def groups(
    table: Rows, bound: Bound, settled: Settled, sha256: str = ""
) -> Iterator[Group | ImportProblem]:
    """Each order's rows once; rows that are no order come as problems where they stand.

    In a table without order numbers each row is an order, called after its file and line: the same
    file (`sha256`) again makes nothing twice.
    """
    numbered = bound.has("number")
    waiting: dict[str, list[Row]] = {}
    number, seen_data = "", False
    open_rows: list[Row] = []
    for above in table.above:
        yield _skipped("blank_line" if above.blank else "not_an_order", above)
    yield _skipped("header", Row(table.header_line, table.header_line, []))
    for row in table.rows():
        if row.left:
            yield row.left
            continue
        kind = kind_of(row, bound, table.header, table.header_line)
        if kind not in {"", "more"}:
            yield _skipped(_name(kind, seen_data), row, formula_in(row, bound))
            continue
        seen_data = True
        own = value(row, bound, "number") or number if numbered else f"{sha256[:10]}-{row.place}"
        if not own:
            yield _skipped("number_missing", row)
            continue
        if own != number and open_rows:
            yield Group(number, tuple(open_rows))
            open_rows = []
        number = own
        if own in settled.scattered:
            waiting.setdefault(own, []).append(row)
        else:
            open_rows.append(row)
    if open_rows:
        yield Group(number, tuple(open_rows))
    for own, rows in waiting.items():
        yield Group(own, tuple(rows))


def _name(kind: str, seen_data: bool) -> str:
    if kind != "not_an_order":
        return kind
    return "footer" if seen_data else "description_row"


def _skipped(code: str, row: Row, column: str = "") -> ImportProblem:
    refused = code in {"number_missing", "formula_without_value"}
    weight: Weight = "refused" if refused else "skipped"
    lines = ((row.line, row.last_line),)
    return ImportProblem(code, row.line, column, (), weight, "", lines)

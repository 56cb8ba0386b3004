"""What became of each line of a file, and why; counted for the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.imports.problems import Elsewhere, ImportProblem, Spans, Values, told
from orderkin.imports.rows import ImportedAddition, ImportedCancellation, ImportedOrder
from orderkin.sql.many import insert_all


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict; `lines` may be several ranges where an order's rows are scattered."""

    outcome: str
    code: str
    lines: Spans
    column: str = ""
    values: Values = ()
    number: str = ""
    order_id: int | None = None
    counts: tuple[str, int] = ("", 0)
    file: str = ""
    elsewhere: Elsewhere = ()


def of_order(
    order: ImportedOrder, outcome: str, order_id: int | None, **values: object
) -> list[Verdict]:
    """The verdict on an order, and its warnings (told only when the order is new)."""
    counts = (order.currency, order.total) if outcome == "made" else ("", 0)
    verdict = Verdict(
        outcome,
        outcome,
        order.source_lines,
        "",
        told(**values),
        order.number,
        order_id,
        counts,
        elsewhere=order.elsewhere,
    )
    if outcome != "made":
        return [verdict]
    return [verdict, *(of_problem(problem, order_id) for problem in order.warnings)]


def of_another(order: ImportedOrder, order_id: int | None) -> Verdict:
    """The verdict on an order whose number stands for another order of the channel."""
    figures = told(number=order.number)
    return Verdict(
        "refused",
        "another_order",
        order.source_lines,
        "",
        figures,
        order.number,
        order_id,
        elsewhere=order.elsewhere,
    )


def of_problem(problem: ImportProblem, order_id: int | None = None) -> Verdict:
    """A problem's verdict."""
    line = (problem.line, problem.line)
    lines = (line,) if problem.weight == "warning" else problem.lines or (line,)
    return Verdict(
        problem.weight,
        problem.code,
        lines,
        problem.column[:120],
        problem.values,
        problem.number[:80],
        order_id,
        file=problem.file,
        elsewhere=problem.elsewhere,
    )


def of_addition(
    found: ImportedAddition,
    outcome: str,
    code: str,
    *,
    number: str,
    order_id: int | None = None,
    **values: object,
) -> Verdict:
    """The verdict on something that belongs to an order."""
    figures = told(number=number, **values)
    return Verdict(outcome, code, found.source_lines, "", figures, number[:80], order_id)


def of_made_good_twice(
    lines: Spans, number: str, order_id: int | None, by: Sequence[str]
) -> list[Verdict]:
    """The channel refunded what orders here had made good already; nobody could have refused."""
    if not by:
        return []
    figures = told(orders=", ".join(by))
    first = lines[:1]
    return [Verdict("warning", "made_good_twice", first, "", figures, number[:80], order_id)]


def of_left_alone(order: ImportedOrder, order_id: int | None, what: Sequence[str]) -> list[Verdict]:
    """The channel says otherwise about what is only changed here; told once."""
    if not what:
        return []
    figures, first = told(what=", ".join(what)), order.source_lines[:1]
    return [Verdict("warning", "left_alone", first, "", figures, order.number[:80], order_id)]


def of_cancellation(
    found: ImportedCancellation,
    outcome: str,
    code: str,
    *,
    order_id: int | None = None,
    **values: object,
) -> Verdict:
    """The verdict on a document that takes lines back."""
    figures = told(**values)
    # What was left over of a document stands on lines that have their verdict already.
    elsewhere = () if outcome == "warning" else found.elsewhere
    return Verdict(
        outcome, code, found.source_lines, "", figures, found.number, order_id, elsewhere=elsewhere
    )


def write_verdicts(run: ImportRun, verdicts: Sequence[Verdict]) -> None:
    """Keep the verdicts, one row per range of lines, in the order of the file.

    Of a set, lines of side files stay beside the order they belong to.
    """
    rows: list[dict[str, Any]] = [
        {
            "run_id": run.pk,
            "file": file,
            "line": first,
            "last_line": last,
            "column": verdict.column,
            "outcome": verdict.outcome,
            "code": verdict.code,
            "values": dict(verdict.values),
            "number": verdict.number,
            "order_id": verdict.order_id,
        }
        for verdict in verdicts
        for file, first, last in _places(run, verdict)
    ]
    if len(run.files) < 2:
        rows.sort(key=itemgetter("line"))
    insert_all(ImportVerdict, rows)


def _places(run: ImportRun, verdict: Verdict) -> list[tuple[str, int, int]]:
    """Where the lines stand, in files called as the person who brought them calls them."""
    own = run.files.get(verdict.file, verdict.file) or run.main_file
    return [
        *((own, first, last) for first, last in verdict.lines or ((0, 0),)),
        *((run.files.get(file, file), first, last) for file, first, last in verdict.elsewhere),
    ]


def count_up(run: ImportRun, verdicts: Sequence[Verdict]) -> None:
    """Add the slice to the run's counts; `sums` is minor units per currency of what was made."""
    counts = Counter(verdict.outcome for verdict in verdicts)
    for outcome in ("made", "already", "changed", "refused", "skipped"):
        setattr(run, outcome, getattr(run, outcome) + counts[outcome])
    run.warned += counts["warning"]
    for verdict in verdicts:
        currency, amount = verdict.counts
        if currency:
            run.sums[currency] = run.sums.get(currency, 0) + amount

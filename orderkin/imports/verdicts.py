"""What became of each line of a file, and why; counted for the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from orderkin.client.models import Channel
from orderkin.imports.bulk import insert_all
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.imports.problems import ImportProblem, Spans, Values
from orderkin.imports.rows import ImportedOrder, Read
from orderkin.lib.actor import Actor


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


def of_order(order: ImportedOrder, outcome: str, order_id: int | None) -> list[Verdict]:
    """The verdict on an order, and its warnings (told only when the order is new)."""
    counts = (order.currency, order.total) if outcome == "made" else ("", 0)
    verdict = Verdict(
        outcome, outcome, order.source_lines, number=order.number, order_id=order_id, counts=counts
    )
    if outcome != "made":
        return [verdict]
    return [verdict, *(of_problem(problem, order_id) for problem in order.warnings)]


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
    )


def about(
    read: Read, channel: Channel, run: ImportRun, actor: Actor, at: datetime
) -> list[Verdict]:
    """The verdict on whatever is no order."""
    if isinstance(read, ImportProblem):
        return [of_problem(read)]
    return []


def write_verdicts(run: ImportRun, verdicts: Sequence[Verdict]) -> None:
    """Keep the verdicts, one row per range of lines."""
    insert_all(
        ImportVerdict,
        [
            {
                "run_id": run.pk,
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
            for first, last in verdict.lines or ((0, 0),)
        ],
    )


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

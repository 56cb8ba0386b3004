"""A run: the file read from where it stopped, slice by slice, until its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils import timezone

from orderkin.client.actors import SYSTEM, actor_of
from orderkin.client.models import Employee
from orderkin.imports.actions.find_families import find_families
from orderkin.imports.actions.import_slice import import_slice
from orderkin.imports.keeping import place
from orderkin.imports.mapping import Mapping, read_document
from orderkin.imports.models import ImportRun
from orderkin.imports.problems import CannotRead, ImportProblem
from orderkin.imports.recognising import Opened, open_file
from orderkin.imports.rows import Choices
from orderkin.imports.saved import saved_mappings
from orderkin.imports.slicing import Beginning, Question, Slice, pieces
from orderkin.imports.verdicts import of_problem, write_verdicts
from orderkin.jobs.running import InHand, Stop
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.sql.memory import seldom_collected, without_window
from orderkin.sql.racing import waited_too_long

# Small enough that the page's writers hardly wait, large enough to be quick.
SLICE_ORDERS = 500
SLICE_LINES = 1_200
# A slice locks many orders; where an agent holds one of them it gives way and comes again.
TRIES = 8
WAIT = 0.25

Report = Callable[[int, int], None]


def work(in_hand: InHand) -> None:
    """The queue's job of kind `import`."""
    run = ImportRun.objects.get(pk=int(str(in_hand.arguments["run"])))
    work_off(run, actor_of_run(run), in_hand.report)


def work_off(run: ImportRun, actor: Actor, report: Report) -> None:
    """Import the rest of the file, then look for families in it. Raises Stop when told to end."""
    try:
        run = carry_on(run, actor, report)
    except Stop as ended:
        if ended.why in {"canceled", "paused"}:
            mark(run.pk, ended.why, timezone.now())
        raise
    if run.state == "done" and run.made:
        at = timezone.now()
        find_families(actor=SYSTEM, key=f"import {run.pk}", run_id=run.pk, at=at)


def carry_on(run: ImportRun, actor: Actor, report: Report) -> ImportRun:
    """Import the rest of the run's file. `report(done, total)` counts physical lines."""
    if run.state in {"done", "refused", "undone"}:
        return run
    mark(run.pk, "running", timezone.now())
    try:
        with without_window(), seldom_collected(), closing(pieces(question(run))) as read:
            warnings: Sequence[ImportProblem] = ()
            for piece in read:
                if isinstance(piece, Beginning):
                    _tell_file(run, piece)
                    warnings = () if run.position else piece.warnings
                else:
                    run = _take(run, piece, actor, warnings)
                    warnings = ()
                report(run.lines_done, run.lines)
            _tell_alone(run, warnings)
    except CannotRead as wrong:
        return refuse(run.pk, wrong)
    except Conflict as refusal:
        if refusal.code != "import_moved_on":
            raise
        # Another worker has this run in hand and has committed this slice.
        raise Stop("lost") from None
    return mark(run.pk, "done", timezone.now())


def _take(
    run: ImportRun, piece: Slice, actor: Actor, warnings: Sequence[ImportProblem]
) -> ImportRun:
    for tries_left in reversed(range(TRIES)):
        try:
            return import_slice(
                actor=actor,
                run_id=run.pk,
                position=piece.position,
                reads=piece.reads,
                ready=piece.prepared,
                lines_done=piece.line,
                warnings=warnings,
                at=timezone.now(),
            )
        except (Conflict, DatabaseError) as wrong:
            if not tries_left or not _gave_way(wrong):
                raise
            time.sleep(WAIT)
    raise AssertionError("A slice is written or refused.")


def _gave_way(wrong: Conflict | DatabaseError) -> bool:
    """Whether somebody at the desk held an order of this slice, or one of its relatives."""
    if isinstance(wrong, Conflict):
        return wrong.code == "family_busy"
    return waited_too_long(wrong)


def question(run: ImportRun) -> Question:
    """What is to be read of the run's file from where it stopped."""
    choices, mappings = Choices(**run.choices), tuple(_mappings(run))
    return Question(place(run.stored), choices, mappings, run.position, SLICE_ORDERS, SLICE_LINES)


def _mappings(run: ImportRun) -> list[Mapping]:
    return [read_document(run.mapping)] if run.mapping else saved_mappings()


def open_run(run: ImportRun) -> Opened:
    """The run's file, read as its choices say. Raises CannotRead."""
    return open_file(place(run.stored), Choices(**run.choices), _mappings(run))


def actor_of_run(run: ImportRun) -> Actor:
    """Who asked for the import; the system when they have left since."""
    employee = Employee.objects.filter(pk=run.actor_id or 0, is_active=True).first()
    return actor_of(employee, "import") if employee else SYSTEM


def _tell_file(run: ImportRun, found: Beginning) -> None:
    """How long the file is, and which of a set holds the orders, is known at the beginning."""
    if run.position or run.lines:
        return
    run.main_file = run.files.get(found.main_file, found.main_file)
    run.lines = found.lines
    run.save(update_fields=["lines", "main_file"])


def _tell_alone(run: ImportRun, warnings: Sequence[ImportProblem]) -> None:
    """What holds for the whole file is told even where nothing of it came in."""
    told = [of_problem(problem) for problem in warnings]
    if told:
        with transaction.atomic():
            write_verdicts(run, told)
            run.warned += len(told)
            run.save(update_fields=["warned"])


def mark(run_id: int, state: str, at: datetime) -> ImportRun:
    """Write down where the run is now."""
    run = ImportRun.objects.get(pk=run_id)
    run.state = state
    run.started_at = run.started_at or at
    run.finished_at = at if state in {"done", "refused", "canceled", "tried"} else None
    if state == "running":
        run.going_since, run.lines_before = at, run.lines_done
    fields = ["state", "started_at", "finished_at", "going_since", "lines_before"]
    run.save(update_fields=fields)
    return run


def refuse(run_id: int, wrong: CannotRead) -> ImportRun:
    """The whole file is refused; orders of earlier slices stay, each committed whole."""
    run = ImportRun.objects.get(pk=run_id)
    problem = wrong.problem
    run.problem = {
        "code": problem.code,
        "line": problem.line,
        "column": problem.column,
        "values": dict(problem.values),
    }
    run.save(update_fields=["problem"])
    return mark(run_id, "refused", timezone.now())

"""What people and programs read about imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from orderkin.imports.liveness import is_interrupted
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.imports.pace import Pace, pace
from orderkin.imports.saying import say
from orderkin.jobs.models import Job
from orderkin.lib.errors import NotFound

PAGE = 100


# What the run itself says holds, whatever became of the job that worked on it.
_SETTLED = frozenset({"done", "undone"})


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as it stands. `done` and `total` are physical lines; `sums` minor units made.

    `state` is waiting, running, interrupted (its process is gone), paused, done, refused, failed,
    canceled, undone or tried (a dry run that waits for a word); `problem` the sentence why the
    whole file was refused or the work failed or stopped.
    """

    id: int
    file_name: str
    label: str
    channel: str
    state: str
    done: int
    total: int
    made: int
    already: int
    changed: int
    refused: int
    skipped: int
    warned: int
    sums: Mapping[str, int]
    problem: str
    actor_email: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    job_id: int | None
    is_dry_run: bool = False
    lines_before: int = 0
    going_since: datetime | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state not in {"waiting", "running"}

    @property
    def can_be_undone(self) -> bool:
        """Whether there is something to take out, and nobody at work on it."""
        going = {"waiting", "running", "interrupted", "paused", "tried", "undone"}
        return bool(self.made) and self.state not in going

    def pace(self, at: datetime) -> Pace | None:
        """How fast it goes at `at`; None when it does not go or has only begun."""
        if self.state != "running":
            return None
        return pace(done=self.done, total=self.total, before=self.lines_before,
                    since=self.going_since, at=at)  # fmt: skip

    @property
    def percent(self) -> int:
        """How far the run is, 0 to 100."""
        if self.state in {"done", "tried"}:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What became of lines `line` to `last_line`; `sentence` says why and what to do.

    `file` names the file of a set; an import of one file leaves it empty.
    """

    id: int
    file: str
    line: int
    last_line: int
    column: str
    outcome: str
    code: str
    sentence: str
    number: str
    order_number: str


@dataclass(frozen=True, slots=True)
class VerdictPage:
    """Some verdicts in file order; `next` is the id to continue after, None at the end."""

    rows: tuple[VerdictView, ...]
    next: int | None


def recent_runs(limit: int = 20) -> list[RunView]:
    """The latest runs, newest first: two statements whatever their number."""
    runs = list(ImportRun.objects.select_related("channel").order_by("-id")[:limit])
    jobs = Job.objects.in_bulk([run.job_id for run in runs if run.job_id])
    return [_run(run, jobs.get(run.job_id or 0)) for run in runs]


def one_run(run_id: int) -> RunView:
    """One run with its counts and progress. Raises NotFound."""
    run = ImportRun.objects.select_related("channel").filter(pk=run_id).first()
    if run is None:
        raise NotFound(_("There is no such import."))
    return _run(run, Job.objects.filter(pk=run.job_id or 0).first())


def verdicts_of(
    run_id: int, *, outcome: str = "", after: int = 0, limit: int = PAGE
) -> VerdictPage:
    """Verdicts of a run in the order they were given, perhaps of one outcome, after an id."""
    found = ImportVerdict.objects.filter(run_id=run_id, id__gt=after)
    if outcome:
        found = found.filter(outcome=outcome)
    rows = list(found.select_related("order").order_by("id")[: limit + 1])
    more = rows[limit - 1].pk if len(rows) > limit else None
    return VerdictPage(tuple(_verdict(row) for row in rows[:limit]), more)


def _run(run: ImportRun, job: Job | None) -> RunView:
    state, problem = run.state, ""
    if run.problem:
        values = {**run.problem.get("values", {})}
        problem = say(run.problem["code"], values, line=run.problem["line"],
                      column=run.problem["column"])  # fmt: skip
    if job is not None and job.state in {"failed", "canceled", "paused"} and state not in _SETTLED:
        state, problem = job.state, problem or job.error
    elif is_interrupted(run, job, timezone.now()):
        state, problem = "interrupted", _interrupted()
    return RunView(
        id=run.pk,
        file_name=run.file_name,
        label=run.label,
        channel=run.channel.name if run.channel else "",
        state=state,
        done=run.lines if state in {"done", "tried"} else run.lines_done,
        total=run.lines,
        made=run.made,
        already=run.already,
        changed=run.changed,
        refused=run.refused,
        skipped=run.skipped,
        warned=run.warned,
        sums=dict(run.sums),
        problem=problem,
        actor_email=run.actor_email,
        created_at=run.created_at,
        started_at=run.started_at,
        finished_at=run.finished_at,
        job_id=run.job_id,
        is_dry_run=run.is_dry_run,
        lines_before=run.lines_before,
        going_since=run.going_since,
    )


def _interrupted() -> str:
    return _(
        "The process that worked on this file is gone. What came in is whole and stays. Press Go "
        "on, or import the same file again: nothing is made twice."
    )


def _verdict(row: ImportVerdict) -> VerdictView:
    return VerdictView(
        id=row.pk,
        file=row.file,
        line=row.line,
        last_line=row.last_line,
        column=row.column,
        outcome=row.outcome,
        code=row.code,
        sentence=say(row.code, row.values, line=row.line, column=row.column),
        number=row.number,
        order_number=row.order.number if row.order else "",
    )

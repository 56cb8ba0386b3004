"""What people read about bulk actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from orderkin.bulk.models import BulkItem, BulkRun
from orderkin.bulk.verbs import VERBS
from orderkin.families.listing import OrderRow, order_rows
from orderkin.jobs.models import Job
from orderkin.lib.errors import NotFound

PAGE = 100


@dataclass(frozen=True, slots=True)
class BulkView:
    """A run as it stands; `state` is the job's, `query` what it was for when not named orders."""

    id: int
    verb: str
    text: str | Promise
    query: str
    state: str
    problem: str
    waiting: int
    done: int
    refused: int
    gathered: bool
    actor_email: str
    created_at: datetime

    @property
    def total(self) -> int:
        return self.waiting + self.done + self.refused

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state not in {"waiting", "running"}

    @property
    def percent(self) -> int:
        """How far the run is, 0 to 100."""
        if self.state == "done":
            return 100
        return min(99, (self.done + self.refused) * 100 // self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of one order."""

    id: int
    number: str
    customer_name: str
    state: str
    sentence: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class BulkPage:
    """Some results in the order of the run; `next` is the id to continue after."""

    rows: tuple[BulkResult, ...]
    next: int | None


def no_such_run() -> NotFound:
    """The refusal for a run that is not there."""
    return NotFound(_("There is no such bulk action."), code="no_bulk")


def recent_bulk(limit: int = 30) -> list[BulkView]:
    """The latest runs, newest first: three statements whatever their number."""
    return _views(list(BulkRun.objects.order_by("-id")[:limit]))


def one_bulk(run_id: int) -> BulkView:
    """One run with its counts. Raises NotFound."""
    found = _views(list(BulkRun.objects.filter(pk=run_id)))
    if not found:
        raise no_such_run()
    return found[0]


def results_of(run_id: int, *, state: str = "", after: int = 0, limit: int = PAGE) -> BulkPage:
    """Results of a run, perhaps of one state, after an id."""
    rows = BulkItem.objects.filter(run_id=run_id, pk__gt=after).select_related("order")
    if state:
        rows = rows.filter(state=state)
    found = list(rows.order_by("pk")[: limit + 1])
    more = found[limit - 1].pk if len(found) > limit else None
    shown = tuple(
        BulkResult(
            item.pk,
            item.order.number,
            item.order.customer_name,
            item.state,
            item.sentence,
            item.settled_at,
        )
        for item in found[:limit]
    )
    return BulkPage(shown, more)


def order_ids_of(run_id: int, *, after: int = 0, limit: int = PAGE) -> tuple[list[int], int | None]:
    """The orders of a run in its order, after an id; with the id to continue after."""
    rows = BulkItem.objects.filter(run_id=run_id, pk__gt=after).order_by("pk")
    found = list(rows.values_list("pk", "order_id")[: limit + 1])
    more = found[limit - 1][0] if len(found) > limit else None
    return [order_id for _pk, order_id in found[:limit]], more


def orders_of(run_id: int) -> Iterator[OrderRow]:
    """The list rows of a run's orders, read slice by slice."""
    last = 0
    while True:
        rows = BulkItem.objects.filter(run_id=run_id, pk__gt=last).order_by("pk")
        found = list(rows.values_list("pk", "order_id")[: PAGE * 5])
        if not found:
            return
        yield from order_rows([order_id for _pk, order_id in found])
        last = found[-1][0]


def _views(runs: list[BulkRun]) -> list[BulkView]:
    jobs = Job.objects.in_bulk([run.job_id for run in runs])
    counts: dict[int, dict[str, int]] = {run.pk: {} for run in runs}
    grouped = BulkItem.objects.filter(run__in=[run.pk for run in runs])
    for run_id, state, count in grouped.values_list("run_id", "state").annotate(n=Count("id")):
        counts[run_id][state] = count
    return [_view(run, jobs.get(run.job_id), counts[run.pk]) for run in runs]


def _view(run: BulkRun, job: Job | None, counts: dict[str, int]) -> BulkView:
    return BulkView(
        id=run.pk,
        verb=run.verb,
        text=VERBS[run.verb].text,
        query=run.query,
        state=job.state if job else "waiting",
        problem=job.error if job and job.state == "failed" else "",
        waiting=counts.get("waiting", 0),
        done=counts.get("done", 0),
        refused=counts.get("refused", 0),
        gathered=run.gathered,
        actor_email=run.actor_email,
        created_at=run.created_at,
    )

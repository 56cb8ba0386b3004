"""What the page of family proposals shows: two orders side by side, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from orderkin.imports.lineage import Clue
from orderkin.imports.models import FamilyProposal
from orderkin.imports.stored_proposals import JOB, State, open_proposals, proposals_in
from orderkin.jobs.models import Job
from orderkin.orders.models import Order, OrderLine

PAGE = 25
LINES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two orders. `total` is minor units of `currency`, `placed_at` UTC."""

    number: str
    channel: str
    channel_number: str
    customer: str
    placed_at: datetime
    total: int
    currency: str
    status: str
    lines: tuple[str, ...]
    more_lines: int


@dataclass(frozen=True, slots=True)
class ProposalView:
    """`child` may belong to `parent`, `surety` per cent; `refusal` says why linking failed."""

    id: int
    child: Side
    parent: Side
    surety: int
    clues: tuple[Clue, ...]
    refusal: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Some proposals, surest first; `next` continues, None at the end."""

    rows: tuple[ProposalView, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Search:
    """The latest search or acceptance of many; `state` as jobs have it."""

    state: str
    accepting: bool
    done: int
    total: int
    error: str
    at: datetime

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state not in {"waiting", "running"}


def page_of(
    state: State, *, above: int = 0, run_id: int | None = None, after: str = ""
) -> ProposalPage:
    """One page of a state's proposals from a surety on, surest first: two statements."""
    found = proposals_in(state, run_id=run_id).filter(surety__gte=above)
    surety, _dot, last = after.partition(".")
    if _number(surety) is not None and _number(last) is not None:
        found = found.filter(Q(surety__lt=int(surety)) | Q(surety=int(surety), pk__gt=int(last)))
    joined = found.select_related(
        "child__channel", "parent__channel", "child__relation_up"
    ).order_by("-surety", "pk")
    rows = list(joined[: PAGE + 1])
    shown = rows[:PAGE]
    lines = _lines(pk for row in shown for pk in (row.child_id, row.parent_id))
    tail = shown[-1] if len(rows) > PAGE else None
    following = f"{tail.surety}.{tail.pk}" if tail else None
    return ProposalPage(tuple(_view(row, lines) for row in shown), following)


def counts(*, run_id: int | None = None) -> dict[str, int]:
    """How many proposals there are in each state."""
    states: tuple[State, ...] = ("open", "accepted", "rejected")
    return {state: proposals_in(state, run_id=run_id).count() for state in states}


def open_by_surety(*, run_id: int | None = None) -> dict[int, int]:
    """Per cent to the number of open proposals that are exactly so sure."""
    rows = open_proposals(run_id=run_id).order_by().values_list("surety").annotate(Count("pk"))
    return dict(rows)


def last_search() -> Search | None:
    """The latest search or acceptance, if there was one."""
    job = Job.objects.filter(kind=JOB).order_by("-pk").first()
    if job is None:
        return None
    accepting = bool(job.arguments.get("above"))
    return Search(job.state, accepting, job.done, job.total, job.error, job.created_at)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _lines(orders: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = OrderLine.objects.filter(order__in=set(orders), kit_line=None)
    shown = rows.order_by("order_id", "position").values_list("order_id", "quantity", "sku", "name")
    for order, quantity, sku, name in shown:
        found[order].append(f"{quantity} × {sku or name}")
    return found


def _view(row: FamilyProposal, lines: dict[int, list[str]]) -> ProposalView:
    relation = getattr(row.child, "relation_up", None)
    return ProposalView(
        id=row.pk,
        child=_side(row.child, lines[row.child_id]),
        parent=_side(row.parent, lines[row.parent_id]),
        surety=row.surety,
        clues=tuple(Clue(**clue) for clue in row.clues),
        refusal=row.refusal,
        by=relation.actor_email if relation else row.rejected_by_email,
        at=relation.created_at if relation else row.rejected_at,
    )


def _side(order: Order, lines: list[str]) -> Side:
    return Side(
        number=order.number,
        channel=order.channel.name,
        channel_number=order.channel_number,
        customer=order.customer_name,
        placed_at=order.placed_at,
        total=order.total,
        currency=order.currency,
        status=order.status,
        lines=tuple(lines[:LINES_SHOWN]),
        more_lines=max(0, len(lines) - LINES_SHOWN),
    )

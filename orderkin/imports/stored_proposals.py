"""Proposals as they are kept: which are open, accepted, rejected."""

from __future__ import annotations

from typing import Literal

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from orderkin.imports.lineage import Clue, Proposal
from orderkin.imports.models import FamilyProposal
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotFound
from orderkin.lib.text import clean

State = Literal["open", "accepted", "rejected"]
JOB = "families"
KEY_LIMIT = 80


def proposals_in(state: State, *, run_id: int | None = None) -> QuerySet[FamilyProposal]:
    """Proposals of one state, perhaps of one import's orders.

    Accepted is what stands in the family: the child hangs below the proposed parent. A child that
    got another parent since is proposed no more.
    """
    found = FamilyProposal.objects.all()
    if run_id:
        found = found.filter(child__import_origin__run=run_id)
    if state == "accepted":
        return found.filter(child__relation_up__parent=F("parent"))
    if state == "rejected":
        return found.filter(rejected_at__isnull=False, child__relation_up=None)
    return found.filter(rejected_at=None, child__relation_up=None)


def open_proposals(*, above: int = 0, run_id: int | None = None) -> QuerySet[FamilyProposal]:
    """Open proposals of at least this surety, per cent."""
    return proposals_in("open", run_id=run_id).filter(surety__gte=above)


def take_proposal(proposal_id: int) -> FamilyProposal:
    """The proposal, locked until the transaction ends. Raises NotFound."""
    rows = FamilyProposal.objects.select_related("child", "parent")
    one = rows.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if one is None:
        raise NotFound(_("There is no such proposal."))
    return one


def as_proposal(row: FamilyProposal) -> Proposal:
    """The kept proposal, as linking is told of it."""
    clues = tuple(Clue(**clue) for clue in row.clues)
    return Proposal(row.child.number, row.parent.number, row.surety, clues)


def job_key(key: str, actor: Actor) -> str:
    """Keys belong to who sends them."""
    return f"{JOB} {actor.employee}:{clean(key, field='key', limit=KEY_LIMIT)}"

"""Proposals settled one by one and many at once: found, accepted, taken back."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from orderkin.client.actors import SYSTEM, actor_by_email
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.imports.actions.keep_proposals import keep_proposals
from orderkin.imports.models import FamilyProposal, ImportRun
from orderkin.imports.proposing import link, propose
from orderkin.imports.stored_proposals import as_proposal, open_proposals
from orderkin.jobs.running import InHand
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotFound, Refusal
from orderkin.orders.models import Order

SLICE = 200


def work(in_hand: InHand) -> None:
    """The queue's job of kind `families`: find, or accept what is sure enough."""
    told = {name: int(str(in_hand.arguments.get(name, 0))) for name in ("run", "above", "last")}
    if told["above"]:
        # Whoever has left since can link nothing more: the job fails with that sentence.
        _accept_all(in_hand, actor_by_email(str(in_hand.arguments["by"]), "job"), **told)
    else:
        _find(in_hand, told["run"])


def _find(in_hand: InHand, run_id: int) -> None:
    run = ImportRun.objects.filter(pk=run_id).first() if run_id else None
    orders = Order.objects.filter(import_origin__isnull=False, relation_up=None)
    total = orders.filter(import_origin__run=run).count() if run else orders.count()
    found = propose(run, lambda count: in_hand.report(count, total))
    for start in range(0, len(found), SLICE):
        slice_ = found[start : start + SLICE]
        keep_proposals(actor=SYSTEM, found=slice_, at=timezone.now())
        in_hand.report(total, total)
    in_hand.report(total, total, now=True)


def _accept_all(in_hand: InHand, actor: Actor, *, run: int, above: int, last: int) -> None:
    """A new worker goes on with those still open."""
    chosen = open_proposals(above=above, run_id=run).filter(pk__lte=last)
    ids = list(chosen.order_by("-surety", "pk").values_list("pk", flat=True))
    for done, proposal_id in enumerate(ids):
        in_hand.report(done, len(ids))
        try:
            accept_proposal(actor=actor, proposal_id=proposal_id, at=timezone.now())
        except Refusal as refusal:
            _keep_refusal(proposal_id, refusal)
    in_hand.report(len(ids), len(ids), now=True)


def accept_proposal(*, actor: Actor, proposal_id: int, at: datetime) -> FamilyProposal:
    """Link the two orders; accepted once more, it stays as it is. Raises as linking does."""
    row = _read(proposal_id)
    relation = getattr(row.child, "relation_up", None)
    if relation is None or relation.parent_id != row.parent_id:
        link(as_proposal(row), actor=actor, at=at)
    return row


def take_back(*, actor: Actor, proposal_id: int, at: datetime) -> FamilyProposal:
    """Unlink what was accepted; the proposal is open again. Raises as unlinking does."""
    row = _read(proposal_id)
    why = _("Family proposal taken back")
    unlink_order(actor=actor, number=row.child.number, reason=why, at=at)
    return row


def _read(proposal_id: int) -> FamilyProposal:
    rows = FamilyProposal.objects.select_related("child__relation_up", "parent")
    row = rows.filter(pk=proposal_id).first()
    if row is None:
        raise NotFound(_("There is no such proposal."))
    return row


def _keep_refusal(proposal_id: int, refusal: Refusal) -> None:
    FamilyProposal.objects.filter(pk=proposal_id).update(refusal=refusal.sentence[:500])

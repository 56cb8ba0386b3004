"""Take a rejection back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.imports.models import FamilyProposal
from orderkin.imports.stored_proposals import take_proposal
from orderkin.lib.actor import Actor


@transaction.atomic(durable=True)
def reopen_proposal(*, actor: Actor, proposal_id: int, at: datetime) -> FamilyProposal:
    """A rejected proposal is open again. Raises NotFound."""
    guard(actor, "link_orders")
    one = take_proposal(proposal_id)
    if one.rejected_at is not None:
        one.rejected_at, one.rejected_by_email = None, ""
        one.save(update_fields=["rejected_at", "rejected_by_email"])
        data = {"child": one.child.number, "parent": one.parent.number, "surety": one.surety}
        told = Happening("proposal.reopened", one.pk, subject_kind="proposal", data=data)
        record([told], actor, at)
    return one

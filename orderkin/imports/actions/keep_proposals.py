"""Keep what was found: proposals of families, for people to accept or reject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from orderkin.client.guarding import guard
from orderkin.imports.lineage import Proposal
from orderkin.imports.models import FamilyProposal
from orderkin.lib.actor import Actor
from orderkin.orders.models import Order


@transaction.atomic(durable=True)
def keep_proposals(*, actor: Actor, found: Sequence[Proposal], at: datetime) -> int:
    """Keep one slice of proposals; returns how many. Nothing is linked by this.

    The same pair again only brings its evidence up to date, so that what was rejected stays
    rejected; a likelier parent takes the place of one that nobody has rejected.
    """
    guard(actor, "link_orders")
    named = {number for one in found for number in (one.child, one.parent)}
    ids = dict(Order.objects.filter(number__in=named).values_list("number", "pk"))
    rows = [
        FamilyProposal(
            child_id=ids[one.child],
            parent_id=ids[one.parent],
            surety=one.surety,
            clues=[asdict(clue) for clue in one.clues],
            found_at=at,
        )
        for one in found
        if one.child in ids and one.parent in ids
    ]
    FamilyProposal.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["child", "parent"],
        update_fields=["surety", "clues"],
    )
    pairs = {(row.child_id, row.parent_id) for row in rows}
    open_ones = FamilyProposal.objects.filter(
        child__in={child for child, _parent in pairs}, rejected_at=None, child__relation_up=None
    )
    late = [one.pk for one in open_ones if (one.child_id, one.parent_id) not in pairs]
    FamilyProposal.objects.filter(pk__in=late).delete()
    return len(rows)

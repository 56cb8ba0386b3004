"""Gather the orders a bulk action is for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from orderkin.bulk.matching import goes_on
from orderkin.bulk.models import BulkItem, BulkRun
from orderkin.bulk.verbs import VERBS
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.search.find import find_orders

PAGE = 500


@transaction.atomic(durable=True)
def gather_orders(*, actor: Actor, run_id: int, at: datetime) -> BulkRun:
    """Add the next page of what the run's query finds, and the place to go on from, in one go."""
    run = BulkRun.objects.select_for_update().get(pk=run_id)
    verb = VERBS[run.verb]
    guard(actor, verb.right)
    if run.gathered:
        return run
    # The query means what it meant when the run was asked for: `today` does not move at midnight.
    found = find_orders(
        run.query, actor=actor, at=run.created_at, cursor=run.cursor or None, limit=PAGE
    )
    state = "waiting" if verb.changes else "done"
    BulkItem.objects.bulk_create(
        [BulkItem(run=run, order_id=order, state=state) for order in found.ids],
        ignore_conflicts=True,
    )
    run.cursor = found.next or ""
    run.gathered = not goes_on(found)
    run.save(update_fields=["cursor", "gathered"])
    return run

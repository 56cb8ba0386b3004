"""Stop a bulk action."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.bulk.models import BulkRun
from orderkin.bulk.queries import no_such_run
from orderkin.bulk.verbs import VERBS
from orderkin.client.guarding import guard
from orderkin.jobs.queue import ask
from orderkin.lib.actor import Actor


@transaction.atomic(durable=True)
def stop_bulk(*, actor: Actor, run_id: int, at: datetime) -> None:
    """Leave the orders that are still waiting as they are; those done stay done."""
    run = BulkRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise no_such_run()
    guard(actor, VERBS[run.verb].right)
    ask(run.job_id, "cancel", at=at)
    data = {"verb": run.verb}
    record([Happening("bulk.stopped", run.pk, subject_kind="bulk", data=data)], actor, at)

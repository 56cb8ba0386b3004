"""Cancel or pause an import between two slices; what came in stays."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.imports.liveness import is_interrupted
from orderkin.imports.models import ImportRun
from orderkin.jobs.models import Job
from orderkin.jobs.queue import ask, let_go
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, NotFound


@transaction.atomic(durable=True)
def stop_import(
    *, actor: Actor, run_id: int, how: Literal["cancel", "pause"], at: datetime
) -> ImportRun:
    """Ask the run to end (cancel) or wait (pause); it hears it within a second.

    Raises NotFound, Conflict (import_ended) when there is nothing left to stop.
    """
    guard(actor, "import_orders")
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NotFound(_("There is no such import."))
    job = Job.objects.filter(pk=run.job_id or 0).first()
    gone = is_interrupted(run, job, at)
    if run.state not in {"waiting", "running", "paused", "tried"} or not (job or gone):
        raise Conflict(_("This import has ended already."), code="import_ended")
    if gone and job:
        let_go(job.pk, at=at)
    if run.state != "running" or gone:
        run.state = "canceled" if how == "cancel" else "paused"
        run.finished_at = at if how == "cancel" else None
        run.save(update_fields=["state", "finished_at"])
    if job:
        ask(job.pk, how, at=at)
    return run

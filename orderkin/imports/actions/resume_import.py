"""Let a paused import go on, or one whose process is gone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.imports.liveness import is_interrupted
from orderkin.imports.models import ImportRun
from orderkin.jobs.models import Job
from orderkin.jobs.queue import ask, enqueue, let_go
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict


@transaction.atomic(durable=True)
def resume_import(*, actor: Actor, run_id: int, at: datetime) -> ImportRun:
    """Go on from the last slice. Raises Conflict (import_not_paused)."""
    guard(actor, "import_orders")
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    job = Job.objects.filter(pk=run.job_id or 0).first() if run else None
    if run is None or not (run.state == "paused" or is_interrupted(run, job, at)):
        raise Conflict(_("This import is not paused."), code="import_not_paused")
    run.state = "waiting"
    if job is None:
        key, arguments = f"import {run.pk}", {"run": run.pk}
        run.job_id = enqueue(kind="import", key=key, arguments=arguments, actor=actor, at=at)
    else:
        let_go(job.pk, at=at)
        ask(job.pk, "resume", at=at)
    run.save(update_fields=["state", "job_id"])
    return run

"""Begin the import that a dry run told about."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.imports.models import ImportRun
from orderkin.jobs.queue import enqueue
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict


@transaction.atomic(durable=True)
def begin_import(*, actor: Actor, run_id: int, at: datetime) -> ImportRun:
    """Queue the import of the very file that was tried. Raises Conflict (import_not_tried)."""
    guard(actor, "import_orders")
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None or run.state != "tried":
        raise Conflict(_("This import is not waiting for a word."), code="import_not_tried")
    run.state, run.is_dry_run = "waiting", False
    run.lines = run.lines_done = 0
    run.started_at = run.finished_at = None
    arguments = {"run": run.pk}
    key = f"import {run.pk}"
    run.job_id = enqueue(kind="import", key=key, arguments=arguments, actor=actor, at=at)
    run.save()
    return run

"""Let a paused import go on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.imports.models import ImportRun
from orderkin.jobs.queue import ask
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict


@transaction.atomic(durable=True)
def resume_import(*, actor: Actor, run_id: int, at: datetime) -> ImportRun:
    """Go on from the last slice. Raises Conflict (import_not_paused)."""
    guard(actor, "import_orders")
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None or run.state != "paused" or run.job_id is None:
        raise Conflict(_("This import is not paused."), code="import_not_paused")
    run.state = "waiting"
    run.save(update_fields=["state"])
    ask(run.job_id, "resume", at=at)
    return run

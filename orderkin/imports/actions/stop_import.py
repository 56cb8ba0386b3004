"""Cancel or pause an import between two slices; what came in stays."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.imports.models import ImportRun
from orderkin.jobs.queue import ask
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
    if run.state not in {"waiting", "running", "paused", "tried"} or run.job_id is None:
        raise Conflict(_("This import has ended already."), code="import_ended")
    if run.state != "running":
        run.state = "canceled" if how == "cancel" else "paused"
        run.finished_at = at if how == "cancel" else None
        run.save(update_fields=["state", "finished_at"])
    ask(run.job_id, how, at=at)
    return run

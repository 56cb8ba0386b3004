"""Remove a full export."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.exports.keeping import KIND, drop
from orderkin.jobs.models import Job
from orderkin.jobs.queue import ask
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotFound


@transaction.atomic(durable=True)
def remove_export(*, actor: Actor, export: int, at: datetime) -> None:
    """Take the file away; one that is still being written is stopped. Raises NotFound."""
    guard(actor, "export_everything")
    job = Job.objects.filter(pk=export, kind=KIND).first()
    if job is None:
        raise NotFound(_("There is no such export."), code="no_export")
    ask(job.pk, "cancel", at=at)
    drop(str(job.arguments["stored"]))
    record([Happening("desk.export_removed", 1, subject_kind="client")], actor, at)

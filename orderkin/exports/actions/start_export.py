"""Start a full export."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.exports.keeping import KIND, MOST_KEPT, drop, new_name
from orderkin.jobs.models import Job
from orderkin.jobs.queue import enqueue
from orderkin.lib.actor import Actor
from orderkin.lib.text import clean


@transaction.atomic(durable=True)
def start_export(*, actor: Actor, key: str, at: datetime) -> int:
    """Queue a file with everything; its job's id. The same key again is the same export.

    Older files go, but for the newest few.
    """
    guard(actor, "export_everything")
    wanted = f"export {actor.employee} {clean(key, field='key', limit=80)}"
    known = Job.objects.filter(kind=KIND, key=wanted).first()
    if known:
        return known.pk
    arguments = {"stored": new_name(), "by": actor.email}
    job = enqueue(kind=KIND, key=wanted, arguments=arguments, actor=actor, at=at)
    ended = Job.objects.filter(kind=KIND, state__in=["done", "failed", "canceled"])
    for old in ended.order_by("-pk")[MOST_KEPT - 1 :]:
        drop(str(old.arguments["stored"]))
    record([Happening("desk.export_started", 1, subject_kind="client")], actor, at)
    return job

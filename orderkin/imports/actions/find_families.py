"""Look for families among imported orders, as work that goes on by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from orderkin.client.guarding import guard
from orderkin.imports.stored_proposals import JOB, job_key
from orderkin.jobs.queue import enqueue
from orderkin.lib.actor import Actor


@transaction.atomic(durable=True)
def find_families(*, actor: Actor, key: str, run_id: int | None = None, at: datetime) -> int:
    """Queue the search, once per `key`, in one import's orders or in all; returns the job's id."""
    guard(actor, "link_orders")
    arguments = {"run": run_id or 0}
    return enqueue(kind=JOB, key=job_key(key, actor), arguments=arguments, actor=actor, at=at)

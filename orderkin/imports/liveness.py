"""Whether somebody is still at work on a run, or its process is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from orderkin.imports.models import ImportRun
from orderkin.jobs.models import Job
from orderkin.jobs.queue import LEASE

# So long a process may say nothing before it is told that it is gone.
GONE = timedelta(seconds=60)


def is_interrupted(run: ImportRun, job: Job | None, at: datetime) -> bool:
    """Whether the run should be going at `at` (UTC) but nothing was heard of it for a minute."""
    if run.state not in {"waiting", "running"}:
        return False
    heard = _last_heard(run, job)
    return heard is not None and at - heard > GONE


def _last_heard(run: ImportRun, job: Job | None) -> datetime | None:
    """When the work last said that it goes; None while it waits for a worker."""
    if job is None:
        return run.going_since or run.created_at
    if job.state == "running" and job.leased_until:
        return job.leased_until - LEASE
    return None

"""The queue's moves: put in, take, renew, finish. Each is one statement, on both databases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from orderkin.jobs.models import Job
from orderkin.lib.actor import Actor
from orderkin.sql import execute, fetch_one, stored
from orderkin.sql.values import document

# A dead worker's job is taken over after this; with the polling pause well within 60 s.
LEASE = timedelta(seconds=40)
MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """A job in a worker's hand; `token` proves it is still this worker's."""

    id: int
    kind: str
    arguments: dict[str, Any]
    attempts: int
    token: str


def enqueue(*, kind: str, key: str, arguments: dict[str, Any], actor: Actor, at: datetime) -> int:
    """Queue a job within the caller's transaction; the same key again is the same job."""
    made, _ = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "arguments": arguments,
            "run_after": at,
            "created_at": at,
            "actor_email": actor.email,
        },
    )
    return made.pk


def begin(
    *, kind: str, key: str, arguments: dict[str, Any], actor: Actor, token: str, at: datetime
) -> Taken:
    """A job that its maker does at once; a worker takes it over when the lease runs out."""
    made = Job.objects.create(
        kind=kind,
        key=key,
        arguments=arguments,
        state="running",
        attempts=1,
        leased_by=token,
        leased_until=at + LEASE,
        run_after=at,
        created_at=at,
        started_at=at,
        actor_email=actor.email,
    )
    return Taken(made.pk, kind, arguments, 1, token)


_LOOK = (
    "SELECT id FROM jobs_job WHERE state IN ('waiting', 'running') AND run_after <= %s"
    " AND (leased_until IS NULL OR leased_until < %s) ORDER BY run_after, id LIMIT 1"
)
_TAKE = (
    "UPDATE jobs_job SET state = 'running', leased_by = %s, leased_until = %s,"
    " attempts = attempts + 1, started_at = COALESCE(started_at, %s)"
    " WHERE id = ({look}) RETURNING id, kind, arguments, attempts"
)


def take(*, token: str, at: datetime) -> Taken | None:
    """Lease the oldest job that is ready, or None. Two takers never get the same one."""
    now, until = stored(at), stored(at + LEASE)
    if fetch_one(_LOOK, [now, now]) is None:
        return None
    # PostgreSQL lets takers pass each other's locked rows; SQLite has one writer at a time.
    skip = " FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update else ""
    with transaction.atomic():
        row = fetch_one(_TAKE.format(look=_LOOK + skip), [token, until, now, now, now])
    if row is None:
        return None
    return Taken(row.id, row.kind, document(row.arguments), row.attempts, token)


def renew(job: Taken, *, at: datetime, done: int, total: int) -> str | None:
    """Keep the lease and tell the progress; returns what is wanted of the job, None when lost.

    Progress forgives earlier failures: only tries that get nowhere count.
    """
    row = fetch_one(
        "UPDATE jobs_job SET leased_until = %s, total = %s,"
        " attempts = CASE WHEN done < %s THEN 1 ELSE attempts END, done = %s"
        " WHERE id = %s AND leased_by = %s AND state = 'running' RETURNING wanted",
        [stored(at + LEASE), total, done, done, job.id, job.token],
    )
    return None if row is None else str(row.wanted)


def finish(job: Taken, *, state: str, at: datetime, error: str = "") -> bool:
    """Done, failed, canceled or paused: the lease ends. False when it was no longer ours."""
    ended = None if state == "paused" else stored(at)
    ours = fetch_one(
        "UPDATE jobs_job SET state = %s, error = %s, leased_by = '', leased_until = NULL,"
        " wanted = '', finished_at = %s WHERE id = %s AND leased_by = %s RETURNING id",
        [state, error[:500], ended, job.id, job.token],
    )
    return ours is not None


def give_back(job: Taken, *, at: datetime, error: str = "", wait: timedelta = timedelta(0)) -> None:
    """Put the job back for any worker: at once when this one stops, later after an error."""
    execute(
        "UPDATE jobs_job SET state = 'waiting', error = %s, leased_by = '', leased_until = NULL,"
        " attempts = attempts - %s, run_after = %s WHERE id = %s AND leased_by = %s",
        [error[:500], 0 if error else 1, stored(at + wait), job.id, job.token],
    )


def let_go(job_id: int, *, at: datetime) -> None:
    """Take a job from a hand that is dead, so that any worker may have it at once."""
    execute(
        "UPDATE jobs_job SET state = 'waiting', leased_by = '', leased_until = NULL, attempts = 0,"
        " run_after = %s WHERE id = %s AND state = 'running' AND leased_until < %s",
        [stored(at), job_id, stored(at)],
    )


def ask(job_id: int, wish: str, *, at: datetime) -> None:
    """Ask for 'cancel' or 'pause', or 'resume' a paused job; a waiting job is settled at once."""
    if wish == "resume":
        execute(
            "UPDATE jobs_job SET state = 'waiting', wanted = '', run_after = %s"
            " WHERE id = %s AND state = 'paused'",
            [stored(at), job_id],
        )
        return
    settled = "canceled" if wish == "cancel" else "paused"
    execute(
        "UPDATE jobs_job SET wanted = CASE WHEN state = 'running' THEN %s ELSE '' END,"
        " state = CASE WHEN state = 'running' THEN state ELSE %s END"
        " WHERE id = %s AND state IN ('waiting', 'running', 'paused')",
        [wish, settled, job_id],
    )

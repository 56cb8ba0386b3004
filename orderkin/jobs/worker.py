"""The worker: takes jobs one after the other until it is told to stop."""

from __future__ import annotations

import secrets
import threading
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import import_string

from orderkin.jobs.queue import MOST_ATTEMPTS, Taken, finish, give_back, take
from orderkin.jobs.running import InHand, Stop, Work
from orderkin.lib.errors import Refusal

POLL_SECONDS = 0.5

log = structlog.get_logger()


def run(stop: threading.Event) -> None:
    """Do jobs until `stop` is set; a job in hand is put back at its last slice."""
    token = secrets.token_hex(16)
    while not stop.is_set():
        try:
            worked = do_one(token, stop)
        except Exception:
            # The database may be restarting; the lease keeps the job safe meanwhile.
            log.exception("worker.round_failed")
            connection.close()
            worked = False
        if not worked:
            stop.wait(POLL_SECONDS)


def do_one(token: str, stop: threading.Event) -> bool:
    """Take one job and do it; False when there was none."""
    close_old_connections()
    job = take(token=token, at=timezone.now())
    if job is None:
        return False
    try:
        if job.attempts > MOST_ATTEMPTS:
            finish(job, state="failed", at=timezone.now(), error="It stopped without progress.")
            return True
        _work_of(job.kind)(InHand(job, stop))
        finish(job, state="done", at=timezone.now())
    except Stop as ended:
        _end(job, ended.why)
    except Refusal as refusal:
        finish(job, state="failed", at=timezone.now(), error=refusal.sentence)
    except Exception as wrong:
        log.exception("job.failed", job=job.id, kind=job.kind, attempt=job.attempts)
        _try_again(job, f"{type(wrong).__name__}: {wrong}")
    return True


def _work_of(kind: str) -> Work:
    kinds: dict[str, str] = import_string(settings.JOB_KINDS)
    work: Work = import_string(kinds[kind])
    return work


def _end(job: Taken, why: str) -> None:
    if why == "stopping":
        give_back(job, at=timezone.now())
    elif why != "lost":
        finish(job, state=why, at=timezone.now())


def _try_again(job: Taken, error: str) -> None:
    if job.attempts >= MOST_ATTEMPTS:
        finish(job, state="failed", at=timezone.now(), error=error)
        return
    give_back(job, at=timezone.now(), error=error, wait=timedelta(seconds=2**job.attempts))

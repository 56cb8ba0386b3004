"""A run worked off where it was started (the command line), as a job that the desk can follow."""

from __future__ import annotations

import secrets
import threading
from typing import Any

from django.db import transaction
from django.utils import timezone

from orderkin.imports.models import ImportRun
from orderkin.imports.run import Report, mark, work_off
from orderkin.jobs.queue import begin, finish
from orderkin.jobs.running import InHand, Stop
from orderkin.lib.actor import Actor


def carry_on_here(run: ImportRun, actor: Actor, report: Report) -> ImportRun:
    """Import the run's file in this process; should it die, the desk's worker goes on.

    The desk may pause or cancel it meanwhile. Interrupted by its user, it waits as paused.
    """
    in_hand = _take(run, actor)

    def tell(done: int, total: int) -> None:
        report(done, total)
        in_hand.report(done, total)

    try:
        work_off(run, actor, tell)
    except Stop as ended:
        _end(in_hand, ended.why)
    except KeyboardInterrupt:
        mark(run.pk, "paused", timezone.now())
        _end(in_hand, "paused")
        raise
    except Exception as wrong:
        _end(in_hand, "failed", f"{type(wrong).__name__}: {wrong}")
        raise
    else:
        _end(in_hand, "done")
    return ImportRun.objects.get(pk=run.pk)


def _take(run: ImportRun, actor: Actor) -> InHand:
    told: dict[str, Any] = {
        "kind": "import",
        "key": f"import {run.pk}",
        "arguments": {"run": run.pk},
    }
    token = secrets.token_hex(16)
    with transaction.atomic():
        job = begin(**told, actor=actor, token=token, at=timezone.now())
        run.job_id = job.id
        run.save(update_fields=["job_id"])
    return InHand(job, threading.Event())


def _end(in_hand: InHand, how: str, error: str = "") -> None:
    if how != "lost":
        finish(in_hand.job, state=how, at=timezone.now(), error=error)

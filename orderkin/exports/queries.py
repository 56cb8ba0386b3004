"""What a Client Admin reads about full exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from orderkin.exports.keeping import KIND, size_of
from orderkin.jobs.models import Job
from orderkin.lib.errors import NotFound


@dataclass(frozen=True, slots=True)
class ExportView:
    """One full export; `size` is its file's bytes, None while there is none."""

    id: int
    state: str
    percent: int
    size: int | None
    stored: str
    problem: str
    actor_email: str
    created_at: datetime

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state not in {"waiting", "running"}


def recent_exports(limit: int = 10) -> list[ExportView]:
    """The latest full exports, newest first."""
    return [_view(job) for job in Job.objects.filter(kind=KIND).order_by("-pk")[:limit]]


def one_export(export: int) -> ExportView:
    """One full export whose file is there. Raises NotFound."""
    job = Job.objects.filter(pk=export, kind=KIND, state="done").first()
    found = _view(job) if job else None
    if found is None or found.size is None:
        raise NotFound(_("There is no such export, or its file is gone."), code="no_export")
    return found


def _view(job: Job) -> ExportView:
    stored = str(job.arguments["stored"])
    part = min(99, job.done * 100 // job.total) if job.total else 0
    return ExportView(
        id=job.pk,
        state=job.state,
        percent=100 if job.state == "done" else part,
        size=size_of(stored),
        stored=stored,
        problem=job.error if job.state == "failed" else "",
        actor_email=job.actor_email,
        created_at=job.created_at,
    )

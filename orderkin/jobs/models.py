"""The queue table: what is to be done, who has it in hand, how far it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Job(models.Model):
    """One piece of long work, done in slices that each commit.

    A worker holds a job by a lease (`leased_by` until `leased_until`, UTC) that it renews as it
    goes; when the worker dies the lease runs out and another takes over from the last slice.
    `attempts` counts tries since the last progress. `key` is unique: the same work is queued once.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="waiting")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    attempts = models.IntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    leased_by = models.CharField(max_length=40, blank=True)
    leased_until = models.DateTimeField(null=True)
    run_after = models.DateTimeField()
    wanted = models.CharField(max_length=10, blank=True)  # '' | cancel | pause
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    actor_email = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["waiting", "running", "paused", "done", "failed", "canceled"]
                ),
                name="job_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(wanted__in=["", "cancel", "pause"]), name="job_wanted_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["run_after", "id"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="job_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.state}"

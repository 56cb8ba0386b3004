"""What happened, to what, by whom: history, feed and audit are all read from here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Event(models.Model):
    """One thing that happened. Never changed, never deleted.

    `subject_kind` and `subject_id` name the row it happened to without a foreign key, so that the
    ground knows nothing of what stands on it. `sequence` counts the events of one subject from 1.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    sequence = models.IntegerField()
    actor_id = models.BigIntegerField(null=True)
    actor_email = models.CharField(max_length=254)
    door = models.CharField(max_length=10)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "sequence"], name="event_sequence_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind} {self.subject_id} #{self.sequence}"

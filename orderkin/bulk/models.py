"""What is done to many orders, and what became of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from orderkin.orders.models import Order


class BulkRun(models.Model):
    """One verb for many orders. `arguments` is what the verb is told beside the order.

    The orders are named, or all that match `query`: then they are gathered first, page by page
    (`cursor` is where the next page begins), so that what the verb changes cannot change the set.
    """

    key = models.CharField(max_length=200, unique=True)
    verb = models.CharField(max_length=20)
    arguments = models.JSONField(default=dict)
    query = models.CharField(max_length=500, blank=True)
    gathered = models.BooleanField(default=False)
    cursor = models.CharField(max_length=200, blank=True)
    job_id = models.BigIntegerField(default=0)
    actor_id = models.BigIntegerField()
    actor_email = models.CharField(max_length=254)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"


class BulkItem(models.Model):
    """One order of a run: still waiting, done, or refused with the sentence why.

    `settled_at` is the very moment the verb was told, so that its event proves the item.
    """

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, default="waiting")
    code = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["run_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "order"], name="bulk_order_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "done", "refused"]),
                name="bulk_state_known",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "state", "id"], name="bulk_by_state")]

    def __str__(self) -> str:
        return f"order {self.order_id}: {self.state}"

"""Order notes: General, Customer Service, Customer instructions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from orderkin.orders.models import Order


class Note(models.Model):
    """A note on one order. `is_private` notes are for employees alone, whatever their kind.

    System notes keep a sentence template's facts in `facts` so that every reader sees the date in
    their own zone; `text` is the sentence in UTC. `quoted_from` names the order, author and UTC
    time of a note that travelled.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="notes", db_index=False)
    kind = models.CharField(max_length=22)
    text = models.TextField()
    is_private = models.BooleanField(default=False)
    is_system = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)
    quoted_from = models.JSONField(default=dict)
    author_id = models.BigIntegerField(null=True)
    author_email = models.CharField(max_length=254)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["order_id", "at", "id"]
        # The newest of an order are read in this order and those of a kind counted without rows.
        indexes: ClassVar = [
            models.Index(fields=["order", "at", "id", "kind"], name="note_of_order")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["general", "customer_service", "customer_instructions"]
                ),
                name="note_kind_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} note on {self.order_id}"

"""What happened to an order: money, parcels, holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from orderkin.orders.models.order import Order


class Payment(models.Model):
    """Money received, authorized or given back. `amount` is positive minor units of the order."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="payments")
    kind = models.CharField(max_length=14)  # payment | authorization | refund
    amount = models.BigIntegerField()
    method = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    units = models.JSONField(default=list)
    at = models.DateTimeField()
    by_email = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering: ClassVar = ["order_id", "at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_positive"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["payment", "authorization", "refund"]),
                name="payment_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} for order {self.order_id}"


class Shipment(models.Model):
    """A parcel. `units` lists what was in it: `[{"line": id, "quantity": n}]`."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="shipments")
    carrier = models.CharField(max_length=60, blank=True)
    tracking = models.CharField(max_length=120, blank=True, db_index=True)
    units = models.JSONField(default=list)
    at = models.DateTimeField()
    by_email = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering: ClassVar = ["order_id", "at", "id"]

    def __str__(self) -> str:
        return f"{self.carrier} {self.tracking}"


class Hold(models.Model):
    """Why an order waits, since when, and who let it go."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=300)
    release_when = models.CharField(max_length=300, blank=True)
    placed_at = models.DateTimeField()
    placed_by_email = models.CharField(max_length=254)
    status_before = models.CharField(max_length=12, default="in_process")
    released_at = models.DateTimeField(null=True)
    released_by_email = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering: ClassVar = ["order_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(released_at__isnull=True),
                name="one_open_hold",
            )
        ]

    def __str__(self) -> str:
        return f"hold on {self.order_id}: {self.reason}"

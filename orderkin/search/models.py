"""The search index, one row of folded text per order; and the lists people keep of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from orderkin.client.models import Employee
from orderkin.orders.models import Order


class Document(models.Model):
    """What an order is found by. Derived from the order, never edited, rebuilt at any time.

    `place` orders all documents newest first (see `document.place`). The migrations put a trigram
    index on `text` and `notes`: FTS5 fed by triggers on SQLite, pg_trgm on PostgreSQL.
    """

    place = models.BigIntegerField(primary_key=True)
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="search_document")
    text = models.TextField()
    notes = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"search document of order {self.order_id}"


class SavedView(models.Model):
    """A list of orders worth coming back to: a query, its sort, and how it is laid out.

    Its owner's alone unless shared. `columns` empty means the reader's own columns.
    """

    owner = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)
    sort = models.CharField(max_length=10, default="newest")
    columns = models.JSONField(default=list)
    is_shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="view_name_once"),
            models.CheckConstraint(
                condition=models.Q(sort__in=["newest", "oldest"]), name="view_sort_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ListLayout(models.Model):
    """How one employee likes the list of orders: columns in order, density, the view it opens on.

    `columns` empty means the desk's own.
    """

    employee = models.OneToOneField(
        Employee, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    columns = models.JSONField(default=list)
    is_roomy = models.BooleanField(default=False)
    default_view = models.ForeignKey(
        SavedView, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"list layout of {self.employee_id}"

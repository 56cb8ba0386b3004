"""The search index: one row of folded text per order."""

from __future__ import annotations

from django.db import models

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

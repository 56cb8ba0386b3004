"""What was asked for, kept so that it is done once however often it is sent."""

from __future__ import annotations

from django.db import models

from orderkin.orders.models.order import Order


class Intent(models.Model):
    """The will to create one order, written first and in the order's own transaction.

    The unique `key` makes one intent one order however often it is sent; the row's id is where
    the new order's number comes from, so numbers need no lock and no counter. Ids below zero are
    the keys of deeds: one unique index holds every key there is.
    """

    key = models.CharField(max_length=200, unique=True)
    body_digest = models.CharField(max_length=64)
    employee_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Deed(models.Model):
    """The will to do one thing to an order once: a payment, a refund, a return, a parcel, a note.

    Written first and in the transaction of what is done, like an Intent; it makes no order, so it
    uses up no number. Its key stands in an Intent too, with the negative id.
    """

    key = models.CharField(max_length=200, unique=True)
    body_digest = models.CharField(max_length=64)
    employee_id = models.BigIntegerField(null=True)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="deeds")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key

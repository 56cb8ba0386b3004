"""Customers and their address book."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Customer(models.Model):
    """The buyer. `email_folded` and `phone_digits` are what look-ups compare.

    `search_text` is what typed words look for (see `searching.search_text`); the migrations put a
    trigram index on it.
    """

    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)
    email_folded = models.CharField(max_length=254, blank=True, db_index=True)
    phone = models.CharField(max_length=60, blank=True)
    phone_digits = models.CharField(max_length=40, blank=True)
    business = models.CharField(max_length=200, blank=True)
    search_text = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="customer_by_name")]

    def __str__(self) -> str:
        return self.name


class CustomerAddress(models.Model):
    """One place a customer can be billed or sent to; orders keep their own copy."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses")
    address = models.JSONField()
    is_billing = models.BooleanField(default=False)
    is_shipping = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "customer addresses"

    def __str__(self) -> str:
        return f"address {self.pk} of {self.customer_id}"

"""The lines of an order, kits with their components."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from orderkin.orders.models.order import Order
from orderkin.orders.pricing import given_away
from orderkin.products.models import Product


class OrderLine(models.Model):
    """One line. Prices are minor units per unit; `tax` and `total` are for the whole line.

    A kit's line carries the price; its components follow as lines with `kit_line` set, no price
    of their own, and `share`, their part of what the kit line cost. `list_price` is always kept,
    so that a free unit has a value.
    """

    # `line_position_once` begins with it.
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.IntegerField()
    kit_line = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="component_lines"
    )
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="+")
    sku = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=300)
    quantity = models.IntegerField()
    list_price = models.BigIntegerField(default=0)
    unit_price = models.BigIntegerField(default=0)
    price_basis = models.CharField(max_length=12, default="today")
    price_reason = models.CharField(max_length=200, blank=True)
    discount = models.BigIntegerField(default=0)
    tax_rate = models.IntegerField(default=0)
    tax = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    share = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    is_kit = models.BooleanField(default=False)
    ships = models.BooleanField(default=True)
    shipped = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    refunded = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order_id", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "position"], name="line_position_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="line_quantity_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    price_basis__in=["today", "as_paid", "difference", "free", "custom"]
                ),
                name="line_price_basis_known",
            ),
            models.CheckConstraint(
                condition=models.Q(shipped__gte=0, shipped__lte=models.F("quantity")),
                name="line_shipped_within_quantity",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sku"], name="line_by_sku"),
            models.Index(
                fields=["order"],
                condition=models.Q(price_basis="free", list_price=0),
                name="line_free_without_price",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.sku or self.name}"

    @property
    def free_value(self) -> int:
        """List value of what this line gives away (minor units); 0 for a line with a price."""
        return given_away(
            basis=self.price_basis,
            list_price=self.list_price,
            quantity=self.quantity,
            total=self.total,
        )

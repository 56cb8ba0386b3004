"""What is sold: products, kits with components, spare parts, accessories, prices and stock."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Upper


class Product(models.Model):
    """Anything that can stand on an order line.

    `cost` is minor units of `cost_currency` per unit. `sold_alone` is False for spare parts that
    only go out for a product bought before. `confirmed` is False when an import made the product
    from an unknown SKU and nobody has looked at it yet.
    """

    sku = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    barcode = models.CharField(max_length=40, blank=True, db_index=True)
    is_kit = models.BooleanField(default=False)
    is_spare_part = models.BooleanField(default=False)
    sold_alone = models.BooleanField(default=True)
    ships = models.BooleanField(default=True)
    active = models.BooleanField(default=True)
    confirmed = models.BooleanField(default=True)
    cost = models.BigIntegerField(default=0)
    cost_currency = models.CharField(max_length=3, default="EUR")
    search_text = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["sku", "id"]
        indexes: ClassVar = [
            models.Index(Upper("sku"), name="product_sku_any_case"),
            models.Index(Upper("name"), name="product_name_any_case"),
        ]

    def __str__(self) -> str:
        return f"{self.sku} {self.name}"


class ProductPrice(models.Model):
    """The list price of a product in one currency, minor units, before tax."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="prices")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["product", "currency"], name="price_per_currency"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="price_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.amount} {self.currency}"


class Stock(models.Model):
    """How many units lie in the warehouse, and how many of them open orders have promised."""

    product = models.OneToOneField(
        Product, on_delete=models.CASCADE, primary_key=True, related_name="stock"
    )
    on_hand = models.IntegerField(default=0)
    committed = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.product_id}: {self.on_hand} - {self.committed}"

    @property
    def available(self) -> int:
        """Units that can be promised now; negative when more was promised than there is."""
        return self.on_hand - self.committed


class KitComponent(models.Model):
    """`quantity` units of `component` in one `kit`, from and until the given dates."""

    kit = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="components")
    component = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="used_in")
    quantity = models.IntegerField()
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["kit_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kit", "component", "valid_from"], name="component_once_from"
            ),
            models.UniqueConstraint(
                fields=["kit", "component"],
                condition=models.Q(valid_from__isnull=True),
                name="component_once",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="component_quantity_positive"
            ),
            models.CheckConstraint(
                condition=~models.Q(kit=models.F("component")), name="kit_not_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.component_id} in {self.kit_id}"


class ProductFit(models.Model):
    """`other` is a spare part of, or an accessory for, `product`."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="fits")
    other = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="fits_to")
    role = models.CharField(max_length=12)  # spare_part | accessory

    class Meta:
        ordering: ClassVar = ["product_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["product", "other", "role"], name="fit_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["spare_part", "accessory"]), name="fit_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} {self.role} {self.product_id}"

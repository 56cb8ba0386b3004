"""Orders and what belongs to one order alone; lineage is not its business."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext as _

from orderkin.client.models import Channel, Company, Employee
from orderkin.customers.addresses import Address
from orderkin.customers.models import Customer
from orderkin.lib.errors import NotFound
from orderkin.orders import statuses
from orderkin.orders.pricing import balance
from orderkin.products.models import Product


class OrderQuerySet(models.QuerySet["Order"]):
    """Named sets of orders."""

    def take(self, number: str) -> Order:
        """The order of this number, locked until the transaction ends. Raises NotFound."""
        order = self.select_for_update(of=("self",)).filter(number=number).first()
        if order is None:
            raise no_such_order(number)
        return order

    def take_all(self, ids: list[int]) -> list[Order]:
        """These orders, locked in key order so that two takers never wait for each other."""
        return list(self.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))

    def newest_first(self) -> Self:
        return self.order_by("-placed_at", "-id")


def no_such_order(number: str) -> NotFound:
    """The refusal for a number nobody has."""
    return NotFound(
        _("There is no order %(number)s.") % {"number": number}, details={"number": number}
    )


class Order(models.Model):
    """One order. Amounts are minor units of `currency`; times are UTC.

    `number` is the desk's own; `channel_number` is what the channel calls it. Addresses and the
    customer's name, e-mail and phone are this order's own copy: changing a customer later never
    rewrites what was sent where. `total = subtotal - discount + shipping_charge`, plus `tax`
    unless `prices_include_tax`. `given_free` is the list value of free lines. `keeps_stock` is
    False for orders that never promised stock here: imports, and recipes that leave it alone.
    """

    number = models.CharField(max_length=30, unique=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="orders")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="orders")
    channel_number = models.CharField(max_length=80, blank=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, null=True, related_name="orders"
    )
    customer_name = models.CharField(max_length=200, blank=True)
    customer_email = models.CharField(max_length=254, blank=True)
    customer_phone = models.CharField(max_length=60, blank=True)
    billing_address = models.JSONField(default=dict)
    shipping_address = models.JSONField(default=dict)
    currency = models.CharField(max_length=3)
    prices_include_tax = models.BooleanField(default=False)
    status = models.CharField(max_length=12, default=statuses.OrderStatus.IN_PROCESS.value)
    payment_status = models.CharField(max_length=16, default="no_payment")
    shipping_status = models.CharField(max_length=20, default="unshipped")
    subtotal = models.BigIntegerField(default=0)
    discount = models.BigIntegerField(default=0)
    shipping_charge = models.BigIntegerField(default=0)
    shipping_tax_rate = models.IntegerField(default=0)
    tax = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    authorized = models.BigIntegerField(default=0)
    given_free = models.BigIntegerField(default=0)
    keeps_stock = models.BooleanField(default=True)
    placed_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.IntegerField(default=1)

    objects: ClassVar[models.Manager[Order]] = OrderQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "channel_number"],
                condition=~models.Q(channel_number=""),
                name="channel_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=list(statuses.OrderStatus)), name="order_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(payment_status__in=list(statuses.PaymentStatus)),
                name="payment_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(shipping_status__in=list(statuses.ShippingStatus)),
                name="shipping_status_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-placed_at", "-id"], name="order_newest"),
            models.Index(fields=["status", "-placed_at", "-id"], name="order_by_status"),
            models.Index(fields=["company", "-placed_at", "-id"], name="order_by_company"),
            models.Index(fields=["channel", "-placed_at", "-id"], name="order_by_channel"),
            models.Index(fields=["customer", "-placed_at", "-id"], name="order_by_customer"),
        ]

    def __str__(self) -> str:
        return self.number

    def allows(self, verb: str) -> bool:
        """Whether this order's status lets `verb` begin."""
        return statuses.allows(verb, self.status)

    @property
    def balance(self) -> int:
        """What is still owed; negative when too much was paid (minor units)."""
        return balance(total=self.total, paid=self.paid, refunded=self.refunded)

    @property
    def ships_to(self) -> Address:
        return Address.read(self.shipping_address)

    @property
    def bills_to(self) -> Address:
        return Address.read(self.billing_address)


class OrderLine(models.Model):
    """One line. Prices are minor units per unit; `tax` and `total` are for the whole line.

    A kit's line carries the price; its components follow as lines with `kit_line` set, no price
    of their own, and `share`, their part of what the kit line cost. `list_price` is always kept,
    so that a free unit has a value.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
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
        indexes: ClassVar = [models.Index(fields=["sku"], name="line_by_sku")]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.sku or self.name}"

    @property
    def free_value(self) -> int:
        """List value of what this line gives away (minor units); 0 for a line with a price."""
        return self.list_price * self.quantity if self.price_basis == "free" else 0


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


class Intent(models.Model):
    """The will to create one order, written first and in the order's own transaction.

    The unique `key` makes one intent one order however often it is sent; the row's id is where
    the new order's number comes from, so numbers need no lock and no counter.
    """

    key = models.CharField(max_length=200, unique=True)
    body_digest = models.CharField(max_length=64)
    employee_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key

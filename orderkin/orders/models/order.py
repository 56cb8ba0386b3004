"""Orders; lineage is not their business."""

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


LONGEST_TOLD = 80


def no_such_order(number: str) -> NotFound:
    """The refusal for a number nobody has; of a page of text only the beginning is repeated."""
    told = {"number": number if len(number) <= LONGEST_TOLD else f"{number[:LONGEST_TOLD]}…"}
    return NotFound(_("There is no order %(number)s.") % told, details=told)


class Order(models.Model):
    """One order. Amounts are minor units of `currency`; times are UTC.

    `number` is the desk's own; `channel_number` is what the channel calls it. Addresses and the
    customer's name, e-mail and phone are this order's own copy: changing a customer later never
    rewrites what was sent where. `total = subtotal - discount + shipping_charge`, plus `tax`
    unless `prices_include_tax`. `given_free` is the list value of free lines. `keeps_stock` is
    False for orders that never promised stock here: imports, and recipes that leave it alone.
    """

    number = models.CharField(max_length=30, unique=True)
    # The indexes below begin with these keys; one more each would only be written.
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="orders", db_index=False
    )
    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, related_name="orders", db_index=False
    )
    channel_number = models.CharField(max_length=80, blank=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, null=True, related_name="orders", db_index=False
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
            models.Index(
                fields=["id"], condition=models.Q(given_free__gt=0), name="order_given_free"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def allows(self, verb: str) -> bool:
        """Whether this order's status lets `verb` begin."""
        return statuses.allows(verb, self.status)

    @property
    def balance(self) -> int:
        """What is still owed; negative when too much was paid (minor units)."""
        charged = statuses.owes(self.status, self.total)
        return balance(total=charged, paid=self.paid, refunded=self.refunded)

    @property
    def ships_to(self) -> Address:
        return Address.read(self.shipping_address)

    @property
    def bills_to(self) -> Address:
        return Address.read(self.billing_address)

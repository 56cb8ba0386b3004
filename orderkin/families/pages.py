"""The shapes an order and its family are read in, by people and programs alike (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orderkin.customers.addresses import Address
from orderkin.families.guarding import Standing
from orderkin.families.members import Family
from orderkin.orders.pricing import balance, given_away
from orderkin.orders.statuses import ALLOWED, OrderStatus, owes


@dataclass(frozen=True, slots=True)
class HoldView:
    """The open hold: why, until when, since when and by whom."""

    reason: str
    release_when: str
    placed_at: datetime
    placed_by_email: str


@dataclass(frozen=True, slots=True)
class OrderHead:
    """The order itself. Amounts are minor units of `currency`; times aware UTC.

    Of a customer with more than a hundred orders `customer_orders` counts 101.
    """

    id: int
    number: str
    status: str
    payment_status: str
    shipping_status: str
    version: int
    placed_at: datetime
    created_at: datetime
    channel: str
    channel_number: str
    company: str
    customer_id: int | None
    customer_name: str
    customer_email: str
    customer_phone: str
    customer_orders: int
    billing_address: Address
    shipping_address: Address
    currency: str
    prices_include_tax: bool
    subtotal: int
    discount: int
    shipping_charge: int
    tax: int
    total: int
    paid: int
    refunded: int
    authorized: int
    given_free: int
    hold: HoldView | None

    @property
    def balance(self) -> int:
        """What is still owed (minor units); negative is owed to the customer."""
        charged = owes(self.status, self.total)
        return balance(total=charged, paid=self.paid, refunded=self.refunded)

    def allows(self, verb: str) -> bool:
        """Whether the order's status lets `verb` begin."""
        return OrderStatus(self.status) in ALLOWED[verb]


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with what was done about it since; a kit's components hang below it.

    `product_sku` is what the product is called today, None where none is known.
    """

    id: int
    sku: str
    name: str
    quantity: int
    list_price: int
    unit_price: int
    price_basis: str
    price_reason: str
    discount: int
    tax_rate: int
    tax: int
    total: int
    share: int
    is_kit: bool
    ships: bool
    product_id: int | None
    product_sku: str | None
    standing: Standing
    components: tuple[LineView, ...] = ()

    @property
    def sent(self) -> int:
        """Units that have shipped; a kit counts once all its components have."""
        if not self.components:
            return self.standing.shipped
        return min(part.sent * self.quantity // part.quantity for part in self.components)

    @property
    def free_value(self) -> int:
        return given_away(
            basis=self.price_basis,
            list_price=self.list_price,
            quantity=self.quantity,
            total=self.total,
        )


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note. System notes carry `facts` so that each reader sees times in their own zone."""

    id: int
    kind: str
    text: str
    is_private: bool
    is_system: bool
    facts: Mapping[str, Any]
    quoted_from: Mapping[str, Any]
    author_email: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentView:
    """Money in, held or back: kind payment, authorization or refund."""

    id: int
    kind: str
    amount: int
    method: str
    reference: str
    at: datetime
    by_email: str


@dataclass(frozen=True, slots=True)
class ShipmentView:
    """A parcel; `units` is `[{"line": id, "quantity": n}]`."""

    id: int
    carrier: str
    tracking: str
    units: tuple[Mapping[str, int], ...]
    at: datetime
    by_email: str


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened to the order."""

    id: int
    sequence: int
    at: datetime
    kind: str
    actor_email: str
    door: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything one screen (or one API answer) shows of an order.

    `note_counts` has how many notes there are of each kind, also when only the newest were read.
    """

    order: OrderHead
    lines: tuple[LineView, ...]
    notes: tuple[NoteView, ...]
    note_counts: Mapping[str, int]
    payments: tuple[PaymentView, ...]
    shipments: tuple[ShipmentView, ...]
    events: tuple[EventView, ...]
    family: Family

"""The shapes an order and its family are read in, by people and programs alike (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from orderkin.customers.addresses import Address
from orderkin.families.guarding import Standing
from orderkin.orders.pricing import balance, given_away
from orderkin.orders.statuses import ALLOWED, OrderStatus, owes
from orderkin.sql.values import document, moment


@dataclass(frozen=True, slots=True)
class HoldView:
    """The open hold: why, until when, since when and by whom."""

    reason: str
    release_when: str
    placed_at: datetime
    placed_by_email: str


@dataclass(frozen=True, slots=True)
class OrderHead:
    """The order itself. Amounts are minor units of `currency`; times aware UTC."""

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
    """A line with what was done about it since; a kit's components hang below it."""

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


class Member(NamedTuple):
    """One order of a family and the link that made it so (the root has none).

    A row as it was read: two hundred come with every order of a large family and a dozen are
    shown, so times and documents (`placed`, `made`, `overridden`, `answers`, `stays`) are
    understood when somebody asks. Amounts are minor units of `currency`.
    """

    order_id: int
    number: str
    status: str
    payment_status: str
    shipping_status: str
    currency: str
    total: int
    paid: int
    refunded: int
    given_free: int
    shipping_charge: int
    placed: str | datetime
    channel: str
    parent_id: int | None
    kind: str
    kind_label: str
    reason: str
    reason_label: str
    actor_email: str
    approver_email: str
    made: str | datetime | None
    origin: str
    overridden: Any
    answers: Any
    stays: Any
    depth: int
    children: int

    @property
    def is_live(self) -> bool:
        """Canceled and void members count for nothing but stay visible."""
        return self.status not in {"canceled", "void"}

    @property
    def placed_at(self) -> datetime:
        return moment(self.placed)

    @property
    def made_at(self) -> datetime | None:
        return moment(self.made)

    @property
    def override(self) -> str:
        """The sentence with which the guard was overridden."""
        kept = self.overridden
        return "" if kept in _NOTHING else str(document(kept).get("why", ""))

    @property
    def line_map(self) -> tuple[Mapping[str, Any], ...]:
        """Which lines of its parent it answers."""
        kept = self.answers
        return () if kept in _NOTHING else tuple(document(kept))

    @property
    def kept_units(self) -> tuple[Mapping[str, Any], ...]:
        """What the customer keeps of what came wrongly: `quantity`, `ordered`, `arrived`."""
        kept = self.stays
        return () if kept in _NOTHING else tuple(document(kept))


# Documents that need no reading, as the one or the other database returns them.
_NOTHING: tuple[Any, ...] = (None, "", "{}", "[]", {}, [])


@dataclass(frozen=True, slots=True)
class Family:
    """A family as read from top to bottom; `current` is the order it was asked from."""

    current: int
    members: tuple[Member, ...]

    @property
    def root(self) -> Member:
        return self.members[0]

    def __len__(self) -> int:
        return len(self.members)

    @property
    def me(self) -> Member:
        return next(m for m in self.members if m.order_id == self.current)

    @property
    def parent(self) -> Member | None:
        above = self.me.parent_id
        return next((m for m in self.members if m.order_id == above), None)

    @property
    def children(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.parent_id == self.current)

    @property
    def path(self) -> tuple[Member, ...]:
        """From the root to the current order, both included: the breadcrumb."""
        by_id = {m.order_id: m for m in self.members}
        steps = [self.me]
        while (above := by_id.get(steps[-1].parent_id or 0)) and above not in steps:
            steps.append(above)
        return tuple(reversed(steps))


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

"""What travels while the demo shop is being made up: plain frozen rows, no database."""

from dataclasses import dataclass
from datetime import datetime

from orderkin.customers.addresses import Address
from orderkin.lib.money import share
from orderkin.orders.statuses import OrderStatus


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """A brand of the demo client."""

    key: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class DemoChannel:
    """Where demo orders come from; `share` is its part of a hundred orders."""

    key: str
    name: str
    kind: str
    company: str
    share: int


@dataclass(frozen=True, slots=True)
class DemoProduct:
    """A product; price and cost are euro cents before tax, weight is in grams."""

    sku: str
    name: str
    company: str
    price: int
    cost: int
    weight: int
    stock: int
    popularity: int
    sold_alone: bool
    components: tuple[tuple[str, int], ...] = ()
    part_of: tuple[str, ...] = ()
    accessory_of: tuple[str, ...] = ()
    barcode: str = ""


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """A buyer; `tax_rate` is in basis points, `loyalty` says how often they come back."""

    index: int
    name: str
    email: str
    phone: str
    language: str
    currency: str
    tax_rate: int
    shipping: Address
    billing: Address
    loyalty: int


@dataclass(frozen=True, slots=True)
class DemoLine:
    """An order line; amounts are minor units of the order's currency, before tax.

    `answers` is the position of the parent's line that this one answers, and `component` the SKU
    inside that line when it is a kit.
    """

    sku: str
    quantity: int
    list_price: int
    unit_price: int
    basis: str
    tax_rate: int
    discount: int = 0
    reason: str = ""
    answers: int | None = None
    component: str = ""

    @property
    def net(self) -> int:
        return self.unit_price * self.quantity - self.discount

    @property
    def tax(self) -> int:
        return share(self.net, self.tax_rate)


@dataclass(frozen=True, slots=True)
class DemoPayment:
    """Money that came in, was reserved or went back; `kind` as in the payments table."""

    kind: str
    amount: int
    method: str
    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DemoShipment:
    """A parcel; `units` pairs the position of an order line with the quantity sent."""

    carrier: str
    tracking: str
    at: datetime
    units: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DemoNote:
    """A note; `kind` is general, customer_service or customer_instructions."""

    kind: str
    text: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DemoRelation:
    """Which order this one descends from, what it is, why, and how its lines are counted.

    `kept` is the SKU of the wrong item that arrived and stays with the customer.
    """

    parent: str
    kind: str
    reason: str
    role: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """An order with all that hangs on it; `key` is its name until numbers are given by time.

    `turned_at` is when it was held, canceled, voided or became a problem, `turn_reason` why.
    """

    key: str
    company: str
    channel: str
    channel_number: str
    customer: DemoCustomer
    placed_at: datetime
    author: str
    status: OrderStatus
    lines: tuple[DemoLine, ...]
    shipping: int
    payments: tuple[DemoPayment, ...] = ()
    shipments: tuple[DemoShipment, ...] = ()
    notes: tuple[DemoNote, ...] = ()
    turn_reason: str = ""
    turned_at: datetime | None = None
    relation: DemoRelation | None = None

    @property
    def subtotal(self) -> int:
        return sum(line.unit_price * line.quantity for line in self.lines)

    @property
    def discount(self) -> int:
        return sum(line.discount for line in self.lines)

    @property
    def tax(self) -> int:
        return sum(line.tax for line in self.lines) + share(self.shipping, self.customer.tax_rate)

    @property
    def total(self) -> int:
        return self.subtotal - self.discount + self.shipping + self.tax

    @property
    def all_refunded(self) -> bool:
        return self.total > 0 and self.sum_of("refund") == self.total

    def sum_of(self, kind: str) -> int:
        """All the money of one kind: payment, authorization or refund."""
        return sum(payment.amount for payment in self.payments if payment.kind == kind)


@dataclass(frozen=True, slots=True)
class DemoShop:
    """The whole shop, orders oldest first."""

    companies: tuple[DemoCompany, ...]
    channels: tuple[DemoChannel, ...]
    products: tuple[DemoProduct, ...]
    customers: tuple[DemoCustomer, ...]
    orders: tuple[DemoOrder, ...]

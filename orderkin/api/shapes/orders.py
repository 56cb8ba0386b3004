"""An order as a program reads it."""

from __future__ import annotations

from orderkin.api.shapes.base import Answer, Moment
from orderkin.api.shapes.families import FamilyAnswer, family_answer
from orderkin.api.shapes.notes import NoteAnswer, note_answer
from orderkin.families.pages import LineView, OrderHead, OrderPage


class AddressAnswer(Answer):
    """A postal address; `country` is ISO 3166 alpha-2 or empty."""

    name: str
    business: str
    line1: str
    line2: str
    postcode: str
    city: str
    region: str
    country: str
    phone: str


class CustomerOfOrder(Answer):
    """The buyer as this order names them; `id` leads to the customer."""

    id: int | None
    name: str
    email: str
    phone: str


class HoldAnswer(Answer):
    """Why the order waits."""

    reason: str
    release_when: str
    placed_at: Moment
    placed_by_email: str


class LineAnswer(Answer):
    """A line; prices per unit, `total` and `tax` for all units, all in minor units.

    Components hang below their kit and have no price of their own, only their `share` of its.
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
    shipped: int
    returned: int
    refunded: int
    replaced: int
    components: list[LineAnswer]


class PaymentAnswer(Answer):
    """Money: kind payment, authorization or refund; `amount` in minor units of the order."""

    id: int
    kind: str
    amount: int
    method: str
    reference: str
    at: Moment
    by_email: str


class UnitsAnswer(Answer):
    """Units of one line."""

    line: int
    quantity: int


class ShipmentAnswer(Answer):
    """A parcel and what was in it."""

    id: int
    carrier: str
    tracking: str
    units: list[UnitsAnswer]
    at: Moment
    by_email: str


class TotalsAnswer(Answer):
    """The order's money in minor units of its currency."""

    subtotal: int
    discount: int
    shipping_charge: int
    tax: int
    total: int
    paid: int
    refunded: int
    authorized: int
    balance: int
    given_free: int


class OrderAnswer(Answer):
    """One order with all that belongs to it, and its family."""

    number: str
    status: str
    payment_status: str
    shipping_status: str
    version: int
    placed_at: Moment
    created_at: Moment
    company: str
    channel: str
    channel_number: str
    currency: str
    prices_include_tax: bool
    total: int
    totals: TotalsAnswer
    hold: HoldAnswer | None
    customer: CustomerOfOrder
    billing_address: AddressAnswer
    shipping_address: AddressAnswer
    lines: list[LineAnswer]
    payments: list[PaymentAnswer]
    shipments: list[ShipmentAnswer]
    notes: list[NoteAnswer]
    family: FamilyAnswer


class OrderRowAnswer(Answer):
    """One order of a list; `parent_number` is empty and `root_number` its own without a parent."""

    number: str
    status: str
    payment_status: str
    shipping_status: str
    placed_at: Moment
    company: str
    channel: str
    channel_number: str
    customer_name: str
    customer_email: str
    currency: str
    total: int
    given_free: int
    parent_number: str
    root_number: str
    children: int


class OrdersAnswer(Answer):
    """A page of orders; ask again with `cursor` = `next`, which is None on the last page.

    `problems` are words of `q` that mean nothing, as they were typed: `status:shiped`.
    """

    items: list[OrderRowAnswer]
    next: str | None
    problems: list[str]


def order_answer(page: OrderPage) -> OrderAnswer:
    """The page as an answer."""
    order = page.order
    return OrderAnswer.model_validate(
        {
            **{name: getattr(order, name) for name in _AS_IT_IS},
            "totals": order,
            "customer": _customer(order),
            "lines": [_line(line) for line in page.lines],
            "payments": page.payments,
            "shipments": page.shipments,
            "notes": [note_answer(note) for note in page.notes],
            "family": family_answer(page.family),
        }
    )


_AS_IT_IS = (
    *("number", "status", "payment_status", "shipping_status", "version", "placed_at"),
    *("created_at", "company", "channel", "channel_number", "currency", "prices_include_tax"),
    *("total", "hold", "billing_address", "shipping_address"),
)


def _customer(order: OrderHead) -> CustomerOfOrder:
    return CustomerOfOrder(
        id=order.customer_id,
        name=order.customer_name,
        email=order.customer_email,
        phone=order.customer_phone,
    )


def _line(line: LineView) -> LineAnswer:
    return LineAnswer(
        id=line.id,
        sku=line.sku,
        name=line.name,
        quantity=line.quantity,
        list_price=line.list_price,
        unit_price=line.unit_price,
        price_basis=line.price_basis,
        price_reason=line.price_reason,
        discount=line.discount,
        tax_rate=line.tax_rate,
        tax=line.tax,
        total=line.total,
        share=line.share,
        is_kit=line.is_kit,
        shipped=line.sent,
        returned=line.standing.returned,
        refunded=line.standing.refunded,
        replaced=line.standing.replaced,
        components=[_line(part) for part in line.components],
    )

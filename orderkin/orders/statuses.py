"""Statuses, and which verb may act in which of them: one table, no Django (pure)."""

from __future__ import annotations

from enum import StrEnum


class OrderStatus(StrEnum):
    """Where the order stands as a whole."""

    QUOTE = "quote"
    IN_PROCESS = "in_process"
    ON_HOLD = "on_hold"
    PROBLEM = "problem"
    COMPLETED = "completed"
    CANCELED = "canceled"
    VOID = "void"


class PaymentStatus(StrEnum):
    """What has been paid of what is owed."""

    NO_PAYMENT = "no_payment"
    AUTHORIZED = "authorized"
    PARTIALLY_PAID = "partially_paid"
    CHARGED = "charged"
    REFUNDED = "refunded"


class ShippingStatus(StrEnum):
    """How much of it has left the house."""

    UNSHIPPED = "unshipped"
    PARTIALLY_SHIPPED = "partially_shipped"
    FULLY_SHIPPED = "fully_shipped"


LABELS: dict[str, str] = {
    "quote": "Quote",
    "in_process": "In Process",
    "on_hold": "On Hold",
    "problem": "Problem",
    "completed": "Completed",
    "canceled": "Canceled",
    "void": "Void",
    "no_payment": "No Payment",
    "authorized": "Authorized",
    "partially_paid": "Partially Paid",
    "charged": "Charged",
    "refunded": "Refunded",
    "unshipped": "Unshipped",
    "partially_shipped": "Partially Shipped",
    "fully_shipped": "Fully Shipped",
}

_OPEN = frozenset(
    {OrderStatus.QUOTE, OrderStatus.IN_PROCESS, OrderStatus.ON_HOLD, OrderStatus.PROBLEM}
)
_LIVE = _OPEN | {OrderStatus.COMPLETED}

# Which order statuses let a verb begin. What else a verb needs (unshipped, unpaid) it says itself.
ALLOWED: dict[str, frozenset[OrderStatus]] = {
    "edit_order": _OPEN,
    "hold_order": frozenset({OrderStatus.IN_PROCESS, OrderStatus.PROBLEM}),
    "release_hold": frozenset({OrderStatus.ON_HOLD}),
    "cancel_order": _OPEN,
    "void_order": _OPEN,
    "receive_payment": _LIVE,
    "refund_order": _LIVE | {OrderStatus.CANCELED},
    "return_units": frozenset({OrderStatus.IN_PROCESS, OrderStatus.PROBLEM, OrderStatus.COMPLETED}),
    "ship_order": frozenset({OrderStatus.IN_PROCESS, OrderStatus.PROBLEM}),
    # A quote was not bought yet; a canceled order may still need something put right.
    "create_related_order": _LIVE - {OrderStatus.QUOTE} | {OrderStatus.CANCELED},
    "add_note": frozenset(OrderStatus),
}


def allows(verb: str, status: OrderStatus | str) -> bool:
    """Whether `verb` may begin on an order in `status`."""
    return OrderStatus(status) in ALLOWED[verb]


def owes(status: OrderStatus | str, total: int) -> int:
    """What is charged for an order of `total` (minor units): nothing once canceled or void."""
    return 0 if OrderStatus(status) in {OrderStatus.CANCELED, OrderStatus.VOID} else total


def payment_status(
    *, total: int, paid: int = 0, refunded: int = 0, authorized: int = 0, empty: bool = False
) -> PaymentStatus:
    """The payment status that the sums (minor units) amount to; `empty` means without lines.

    Lines that come to nothing are Charged: there is nothing left to pay, so a free order ships
    like any other instead of standing as No Payment forever.
    """
    if empty and not paid and not authorized:
        return PaymentStatus.NO_PAYMENT
    if refunded and refunded >= paid:
        return PaymentStatus.REFUNDED
    if total <= 0 or paid >= total:
        return PaymentStatus.CHARGED
    if paid:
        return PaymentStatus.PARTIALLY_PAID
    return PaymentStatus.AUTHORIZED if authorized else PaymentStatus.NO_PAYMENT


def shipping_status(*, ordered: int, shipped: int) -> ShippingStatus:
    """The shipping status of `shipped` out of `ordered` shippable units."""
    if not shipped:
        return ShippingStatus.UNSHIPPED
    if shipped < ordered:
        return ShippingStatus.PARTIALLY_SHIPPED
    return ShippingStatus.FULLY_SHIPPED

"""What the file says was paid, given back and shipped."""

from __future__ import annotations

from orderkin.imports import vocabulary
from orderkin.imports.cells import Cells
from orderkin.imports.rows import ImportedOrder, ImportedPayment, ImportedRefund, ImportedShipment


def payments_of(order: ImportedOrder, cells: Cells) -> tuple[ImportedPayment, ...]:
    """The charge or authorization that the order's payment columns tell of."""
    if cells.bound.has("payment_amount"):
        return _payment_rows(order, cells)
    state = vocabulary.payment_state(cells.text("payment_state"))
    outstanding = cells.order_amount("outstanding")
    if not state and (cells.text("paid_at") or _always_paid(order, cells)):
        state = "paid"
    refunded = cells.order_amount("refunded") or 0
    amount, kind = _amount(order, cells, state, outstanding or 0), "charge"
    if state == "authorized":
        kind = "authorization"
    if refunded > amount or (refunded and kind == "authorization"):
        amount, kind = max(refunded, amount), "charge"
    if amount <= 0:
        return ()
    return (
        ImportedPayment(
            amount=amount,
            at=cells.date("paid_at") or order.placed_at,
            kind=kind,  # type: ignore[arg-type]
            method=cells.text("payment_method")[:60],
            reference=cells.text("payment_reference")[:120],
        ),
    )


def _payment_rows(order: ImportedOrder, cells: Cells) -> tuple[ImportedPayment, ...]:
    """Payments that have rows of their own."""
    at = cells.date("paid_at") or order.placed_at
    return tuple(
        ImportedPayment(amount, at, "charge", cells.text("payment_method", row)[:60])
        for row in cells.rows
        if (amount := cells.minor("payment_amount", row) or 0) > 0
    )


def _always_paid(order: ImportedOrder, cells: Cells) -> bool:
    return cells.bound.mapping.paid == "always" and order.state != "canceled"


def _amount(order: ImportedOrder, cells: Cells, state: str, outstanding: int) -> int:
    """What was taken. `paid` beside a full outstanding balance is paid, and told."""
    if state == "partly":
        return max(order.total - outstanding, 0)
    if state not in {"paid", "authorized", "refunded"}:
        return 0
    if outstanding and state == "paid":
        cells.warn("outstanding_contradicts", column=cells.bound.column("outstanding"))
    return order.total


def refunds_of(
    order: ImportedOrder, payments: tuple[ImportedPayment, ...], cells: Cells
) -> tuple[ImportedRefund, ...]:
    """What went back: the refunded column, or all of it when the state says refunded."""
    amount = cells.order_amount("refunded") or 0
    words = (cells.text("payment_state"), cells.text("state"))
    if not amount and any(vocabulary.payment_state(word) == "refunded" for word in words):
        amount = sum(payment.amount for payment in payments if payment.kind == "charge")
    if amount <= 0:
        return ()
    at = order.canceled_at or cells.date("paid_at") or order.placed_at
    return (ImportedRefund(amount, at),)


def shipments_of(order: ImportedOrder, cells: Cells) -> tuple[ImportedShipment, ...]:
    """One parcel per tracking number, or one for everything the file calls shipped."""
    if order.state in {"canceled", "quote"}:
        return ()
    at = cells.date("shipped_at")
    states = (cells.text("shipping_state"), cells.text("state"))
    all_out = at is not None or any(vocabulary.shipping_state(word) == "shipped" for word in states)
    parcels = _parcels(order, cells)
    if not parcels:
        carrier = cells.text("carrier")[:60]
        return (ImportedShipment(at, carrier),) if all_out else ()
    covered = sum(len(keys) for keys in parcels.values())
    whole = len(parcels) == 1 and (all_out or covered == len(order.lines))
    quantity = {line.key: line.quantity for line in order.lines}
    return tuple(
        ImportedShipment(
            at,
            carrier[:60],
            tracking[:120],
            () if whole else tuple((key, quantity[key]) for key in keys),
        )
        for (carrier, tracking), keys in parcels.items()
    )


def _parcels(order: ImportedOrder, cells: Cells) -> dict[tuple[str, str], list[str]]:
    """Tracking numbers and shipped lines to the lines they carried."""
    parcels: dict[tuple[str, str], list[str]] = {}
    by_source = {line.place: line.key for line in order.lines}
    for row in cells.rows:
        key = by_source.get(row.place)
        tracking = cells.identity("tracking", row)
        gone = vocabulary.shipping_state(cells.text("line_state", row)) == "shipped"
        if key and (tracking or gone):
            parcels.setdefault((cells.text("carrier", row), tracking), []).append(key)
    return parcels

"""A demo order as rows: the order itself, its money, its parcels, its hold, its notes."""

from collections.abc import Mapping, Sequence

from orderkin.client.actors import SYSTEM
from orderkin.demo.people import AGENT
from orderkin.demo.shapes import DemoNote, DemoOrder
from orderkin.demo.stocking import Shelves
from orderkin.orders.lines import NewLine, parcels
from orderkin.orders.pricing import order_sums
from orderkin.orders.statuses import OrderStatus, payment_status, shipping_status

Row = dict[str, object]


def order_row(
    order: DemoOrder,
    number: str,
    lines: Sequence[NewLine],
    shelves: Shelves,
    employees: Mapping[str, int],
) -> Row:
    """The order with every sum and status as the desk would compute it."""
    customer = order.customer
    sums = order_sums(
        [line.amounts for line in lines],
        shipping_charge=order.shipping,
        shipping_tax_rate=customer.tax_rate,
    )
    money = {kind: order.sum_of(kind) for kind in ("payment", "refund", "authorization")}
    paid = payment_status(
        total=sums.total,
        paid=money["payment"],
        refunded=money["refund"],
        authorized=money["authorization"],
    )
    shipped = sum(line.quantity for place in sent_places(order) for line in parcels([lines[place]]))
    ordered = sum(line.quantity for line in parcels(lines))
    return {
        "number": number,
        "channel_id": shelves.channels[order.channel],
        "company_id": shelves.companies[order.company],
        "channel_number": order.channel_number,
        "customer_id": shelves.customers[customer.index],
        "customer_name": customer.name,
        "customer_email": customer.email,
        "customer_phone": customer.phone,
        "billing_address": customer.billing.document(),
        "shipping_address": customer.shipping.document(),
        "currency": customer.currency,
        "status": order.status.value,
        "payment_status": paid.value,
        "shipping_status": shipping_status(ordered=ordered, shipped=shipped).value,
        "subtotal": sums.subtotal,
        "discount": sums.discount,
        "shipping_charge": order.shipping,
        "shipping_tax_rate": customer.tax_rate if order.shipping else 0,
        "tax": sums.tax,
        "total": sums.total,
        "paid": money["payment"],
        "refunded": money["refund"],
        "authorized": money["authorization"],
        "given_free": sums.given_free,
        "keeps_stock": order.status != OrderStatus.QUOTE,
        "placed_at": order.placed_at,
        "created_at": order.placed_at,
        "created_by_id": employees.get(order.author),
    }


def sent_places(order: DemoOrder) -> list[int]:
    """The positions of the lines that left the house; a line leaves whole."""
    return [place for parcel in order.shipments for place, _ in parcel.units]


def payment_rows(order: DemoOrder, order_id: int, units: Sequence[Row]) -> list[Row]:
    """What came in, was reserved and went back; `units` are all units of the order."""
    back = list(units) if order.all_refunded else []
    return [
        {
            "order_id": order_id,
            "kind": payment.kind,
            "amount": payment.amount,
            "method": payment.method,
            "reference": payment.reference,
            "units": back if payment.kind == "refund" else [],
            "at": payment.at,
            "by_email": order.author or SYSTEM.email,
        }
        for payment in order.payments
    ]


def shipment_rows(order: DemoOrder, order_id: int, units: Sequence[list[Row]]) -> list[Row]:
    """The parcels; `units` has, line by line, what of it lies in a parcel."""
    return [
        {
            "order_id": order_id,
            "carrier": parcel.carrier,
            "tracking": parcel.tracking,
            "units": [unit for place, _ in parcel.units for unit in units[place]],
            "at": parcel.at,
            "by_email": AGENT.email,
        }
        for parcel in order.shipments
    ]


def hold_rows(order: DemoOrder, order_id: int) -> list[Row]:
    """The open hold of an order that waits."""
    if order.status != OrderStatus.ON_HOLD:
        return []
    return [
        {
            "order_id": order_id,
            "reason": order.turn_reason,
            "placed_at": order.turned_at or order.placed_at,
            "placed_by_email": AGENT.email,
            "status_before": OrderStatus.IN_PROCESS.value,
        }
    ]


def note_row(note: DemoNote, order_id: int, employees: Mapping[str, int]) -> Row:
    """A note somebody wrote."""
    return {
        "order_id": order_id,
        "kind": note.kind,
        "text": note.text,
        "author_id": employees.get(note.author),
        "author_email": note.author,
        "at": note.at,
    }

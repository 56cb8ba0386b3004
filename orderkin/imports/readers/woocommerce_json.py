"""WooCommerce REST v3: orders with bundles as kits, and refunds and notes that come apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from orderkin.customers.addresses import Address
from orderkin.imports.countries import country_code
from orderkin.imports.fields import (
    Object,
    currency_of,
    inner,
    minor,
    moment,
    objects,
    text,
    whole,
)
from orderkin.imports.problems import ImportProblem, Unreadable
from orderkin.imports.readers.woocommerce_apart import order_above, read_note, read_refund
from orderkin.imports.reconciling import reconcile
from orderkin.imports.rows import (
    ImportedAddition,
    ImportedComponent,
    ImportedCustomer,
    ImportedLine,
    ImportedNote,
    ImportedOrder,
    ImportedPayment,
    ImportedRefund,
    ImportedShipment,
    OrderState,
    Read,
)
from orderkin.imports.vocabulary import order_state

NAME = "woocommerce_json"
LABEL = "WooCommerce orders (REST v3 JSON)"
CHANNEL = "woocommerce"


def fits(document: Object) -> bool:
    """Orders, and refunds or notes that link up to their order."""
    is_order = "line_items" in document and "billing" in document and "total" in document
    return is_order or bool(order_above(document) and {"amount", "note"} & set(document))


def read(document: Object) -> Read:
    """One order, or what came apart from one. Raises Unreadable."""
    above = order_above(document)
    if above and "note" in document:
        return ImportedAddition(above, notes=(read_note(document),))
    if above and "amount" in document:
        return ImportedAddition(above, refunds=(read_refund(document),))
    return _order(document)


def _order(document: Object) -> ImportedOrder:
    currency = currency_of(document, "currency")
    placed_at = moment(document, "date_created_gmt") or moment(document, "date_created")
    if placed_at is None:
        raise Unreadable("date_missing", column="date_created_gmt")
    billing = _address(inner(document, "billing"))
    draft = ImportedOrder(
        number=text(document, "number") or text(document, "id"),
        channel_id=text(document, "id"),
        placed_at=placed_at,
        currency=currency,
        total=0,
        lines=(*_lines(document, currency), *_fees(document, currency)),
        customer=ImportedCustomer(
            name=billing.name,
            email=text(inner(document, "billing"), "email"),
            phone=billing.phone,
            business=billing.business,
            key=text(document, "customer_id").removeprefix("0"),
        ),
        billing=billing,
        shipping_address=_address(inner(document, "shipping")),
        shipping=minor(document, "shipping_total", currency) or 0,
        tax=minor(document, "total_tax", currency) or 0,
        state=_state(text(document, "status")),
        notes=_notes(document),
        shipping_method=next(
            (text(line, "method_title") for line in objects(document, "shipping_lines")), ""
        ),
        warnings=_broken(document),
    )
    order = reconcile(draft, total=minor(document, "total", currency))
    payments = _payments(document, order)
    return replace(
        order,
        payments=payments,
        refunds=_refunds(document, order, sum(payment.amount for payment in payments)),
        shipments=_shipments(document),
    )


def _lines(document: Object, currency: str) -> list[ImportedLine]:
    """Lines with their bundle's or composite's children folded in as components."""
    items = objects(document, "line_items")
    known = {text(item, "id") for item in items}
    inside: dict[str, list[Object]] = {}
    for item in items:
        holder = text(item, "bundled_by") or text(item, "composite_parent")
        if holder in known:
            inside.setdefault(holder, []).append(item)
    held = {id(child) for children in inside.values() for child in children}
    return [
        _line(item, inside.get(text(item, "id"), []), currency)
        for item in items
        if id(item) not in held
    ]


def _line(item: Object, children: Sequence[Object], currency: str) -> ImportedLine:
    quantity, label = whole(item, "quantity")
    together = (item, *children)
    gross = sum(minor(one, "subtotal", currency) or 0 for one in together)
    net = sum(minor(one, "total", currency) or 0 for one in together)
    quantity = max(quantity, 1)
    unit = -(-gross // quantity)
    return ImportedLine(
        sku=text(item, "sku"),
        name=text(item, "name")[:300] + label,
        quantity=quantity,
        unit_price=unit,
        discount=unit * quantity - net,
        tax=sum(minor(one, "total_tax", currency) or 0 for one in together),
        list_price=unit,
        key=text(item, "id"),
        components=tuple(
            ImportedComponent(
                sku=text(child, "sku"),
                name=text(child, "name")[:300],
                quantity=max(whole(child, "quantity")[0], 1),
                amount=minor(child, "total", currency) or 0,
                key=text(child, "id"),
            )
            for child in children
        ),
    )


def _fees(document: Object, currency: str) -> list[ImportedLine]:
    """Fees are lines that never ship; a negative fee is a discount of its own line."""
    lines = []
    for fee in objects(document, "fee_lines"):
        amount = minor(fee, "total", currency) or 0
        lines.append(
            ImportedLine(
                sku="",
                name=text(fee, "name")[:300] or "Fee",
                quantity=1,
                unit_price=max(amount, 0),
                discount=max(-amount, 0),
                tax=minor(fee, "total_tax", currency) or 0,
                key=f"fee {text(fee, 'id')}",
                ships=False,
            )
        )
    return lines


def _broken(document: Object) -> tuple[ImportProblem, ...]:
    return tuple(
        ImportProblem(
            "quantity_broken", 0, "quantity", (("text", text(one, "quantity")),), "warning"
        )
        for one in objects(document, "line_items")
        if "." in text(one, "quantity").rstrip("0").rstrip(".")
    )


def _payments(document: Object, order: ImportedOrder) -> tuple[ImportedPayment, ...]:
    paid_at = moment(document, "date_paid_gmt") or moment(document, "date_paid")
    if paid_at is None or order.total <= 0:
        return ()
    return (
        ImportedPayment(
            amount=order.total,
            at=paid_at,
            method=text(document, "payment_method_title")[:60],
            reference=text(document, "transaction_id")[:120],
        ),
    )


def _refunds(document: Object, order: ImportedOrder, paid: int) -> tuple[ImportedRefund, ...]:
    found = tuple(
        ImportedRefund(amount, None, text(one, "reason"), text(one, "id"))
        for one in objects(document, "refunds")
        if (amount := abs(minor(one, "total", order.currency) or 0))
    )
    if not found and text(document, "status") == "refunded" and paid:
        return (ImportedRefund(paid),)
    return found


def _shipments(document: Object) -> tuple[ImportedShipment, ...]:
    done = moment(document, "date_completed_gmt")
    tracked = tuple(
        ImportedShipment(done, text(one, "tracking_provider")[:60],
                         text(one, "tracking_number")[:120])
        for meta in objects(document, "meta_data")
        if text(meta, "key") == "_wc_shipment_tracking_items"
        for one in objects(meta, "value")
    )  # fmt: skip
    if tracked or text(document, "status") != "completed":
        return tracked[:1]
    return (ImportedShipment(done),)


def _state(status: str) -> OrderState:
    return order_state(status, {}) or "in_process"  # type: ignore[return-value]


def _notes(document: Object) -> tuple[ImportedNote, ...]:
    note = text(document, "customer_note", 20_000)
    return (ImportedNote(note, "customer_instructions"),) if note else ()


def _address(source: Object) -> Address:
    names = (text(source, "first_name"), text(source, "last_name"))
    return Address(
        name=" ".join(filter(None, names)),
        business=text(source, "company"),
        line1=text(source, "address_1"),
        line2=text(source, "address_2"),
        postcode=text(source, "postcode"),
        city=text(source, "city"),
        region=text(source, "state"),
        country=country_code(text(source, "country")),
        phone=text(source, "phone"),
    )

"""Shopify Admin REST orders, with their refunds, fulfillments and transactions nested."""

from __future__ import annotations

from dataclasses import replace

from orderkin.customers.addresses import Address
from orderkin.imports import vocabulary
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
from orderkin.imports.problems import Unreadable
from orderkin.imports.reconciling import reconcile
from orderkin.imports.rows import (
    ImportedAddition,
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

NAME = "shopify_json"
LABEL = "Shopify orders (Admin JSON)"
CHANNEL = "shopify"


def fits(document: Object) -> bool:
    """Orders, and refunds that came without their order."""
    is_order = "total_price" in document and "financial_status" in document
    return is_order or _is_refund(document)


def _is_refund(document: Object) -> bool:
    return "refund_line_items" in document and "order_id" in document


def read(document: Object) -> Read:
    """One order (or one refund for an order already here). Raises Unreadable."""
    if _is_refund(document):
        currency = next((text(one, "currency") for one in objects(document, "transactions")), "")
        return ImportedAddition(
            text(document, "order_id"), refunds=(_refund(document, currency or "USD"),)
        )
    return _order(document)


def _order(document: Object) -> ImportedOrder:
    currency = currency_of(document, "currency")
    placed_at = moment(document, "created_at")
    if placed_at is None:
        raise Unreadable("date_missing", column="created_at")
    billing = _address(inner(document, "billing_address"))
    customer = inner(document, "customer")
    shipping = [minor(line, "price", currency) or 0 for line in objects(document, "shipping_lines")]
    draft = ImportedOrder(
        number=text(document, "name") or f"#{text(document, 'order_number')}",
        channel_id=text(document, "id"),
        channel_name=text(document, "source_name"),
        placed_at=placed_at,
        currency=currency,
        total=0,
        lines=tuple(_line(line, currency) for line in objects(document, "line_items")),
        customer=ImportedCustomer(
            name=" ".join(filter(None, (text(customer, "first_name"), text(customer, "last_name"))))
            or billing.name,
            email=text(document, "email") or text(customer, "email"),
            phone=text(document, "phone") or text(customer, "phone") or billing.phone,
            key=text(customer, "id"),
        ),
        billing=billing,
        shipping_address=_address(inner(document, "shipping_address")),
        shipping=sum(shipping),
        tax=minor(document, "total_tax", currency) or 0,
        discount=minor(document, "total_discounts", currency) or 0,
        tax_included=document.get("taxes_included") is True,
        state=_state(document),
        canceled_at=moment(document, "cancelled_at"),
        notes=_notes(document),
        tags=tuple(filter(None, (tag.strip() for tag in text(document, "tags").split(",")))),
        shipping_method=next(
            (text(line, "title") for line in objects(document, "shipping_lines")), ""
        ),
    )
    order = reconcile(
        draft,
        total=minor(document, "total_price", currency),
        subtotal=minor(document, "subtotal_price", currency) if draft.lines else None,
        subtotal_rules=True,
        gap_code="total_differs" if draft.lines else "lines_missing",
    )
    refunds = tuple(_refund(one, currency) for one in objects(document, "refunds"))
    return replace(
        order,
        payments=_payments(document, order),
        refunds=tuple(refund for refund in refunds if refund.amount),
        shipments=_shipments(document),
    )


def _line(line: Object, currency: str) -> ImportedLine:
    quantity, label = whole(line, "quantity")
    if quantity == 0:
        raise Unreadable("quantity_zero", column="quantity")
    shares = [minor(one, "amount", currency) or 0 for one in objects(line, "discount_allocations")]
    price = minor(line, "price", currency) or 0
    return ImportedLine(
        sku=text(line, "sku"),
        name=(text(line, "name") or text(line, "title"))[:300] + label,
        quantity=quantity,
        unit_price=price,
        discount=sum(shares) or minor(line, "total_discount", currency) or 0,
        tax=sum(minor(tax, "price", currency) or 0 for tax in objects(line, "tax_lines")),
        list_price=price,
        key=text(line, "id"),
        ships=line.get("requires_shipping") is not False,
    )


def _payments(document: Object, order: ImportedOrder) -> tuple[ImportedPayment, ...]:
    made = tuple(
        ImportedPayment(
            amount=amount,
            at=moment(one, "created_at"),
            kind="authorization" if text(one, "kind") == "authorization" else "charge",
            method=text(one, "gateway")[:60],
            reference=text(one, "authorization")[:120],
        )
        for one in objects(document, "transactions")
        if text(one, "kind") in {"sale", "capture", "authorization"}
        and text(one, "status") == "success"
        and (amount := minor(one, "amount", order.currency) or 0) > 0
    )
    if made:
        return made
    state = vocabulary.payment_state(text(document, "financial_status"))
    open_amount = minor(document, "total_outstanding", order.currency) or 0
    amount = order.total - open_amount if state == "partly" else order.total
    if not state or amount <= 0:
        return ()
    kind = "authorization" if state == "authorized" else "charge"
    gateway = next(iter(document.get("payment_gateway_names") or []), text(document, "gateway"))
    at = moment(document, "processed_at") or order.placed_at
    return (ImportedPayment(amount, at, kind, str(gateway)[:60]),)  # type: ignore[arg-type]


def _refund(refund: Object, currency: str) -> ImportedRefund:
    """Money that really went back: successful transactions, else what its lines were worth."""
    paid = [
        minor(one, "amount", currency) or 0
        for one in objects(refund, "transactions")
        if text(one, "kind") == "refund" and text(one, "status") == "success"
    ]
    lines = tuple(
        (
            text(one, "line_item_id"),
            whole(one, "quantity")[0],
            (minor(one, "subtotal", currency) or 0) + (minor(one, "total_tax", currency) or 0),
        )
        for one in objects(refund, "refund_line_items")
    )
    return ImportedRefund(
        amount=sum(paid) or sum(amount for _, _, amount in lines),
        at=moment(refund, "created_at"),
        reason=text(refund, "note"),
        key=text(refund, "id"),
        lines=lines,
    )


def _shipments(document: Object) -> tuple[ImportedShipment, ...]:
    return tuple(
        ImportedShipment(
            at=moment(one, "created_at"),
            carrier=text(one, "tracking_company")[:60],
            tracking=text(one, "tracking_number")[:120],
            lines=tuple(
                (text(line, "id"), whole(line, "quantity")[0])
                for line in objects(one, "line_items")
            ),
        )
        for one in objects(document, "fulfillments")
        if text(one, "status") in {"success", "open", ""}
    )


def _state(document: Object) -> OrderState:
    financial = text(document, "financial_status")
    if text(document, "cancelled_at") or financial == "voided":
        return "canceled"
    done = text(document, "fulfillment_status") == "fulfilled"
    return "completed" if done and financial in {"paid", "partially_refunded"} else "in_process"


def _notes(document: Object) -> tuple[ImportedNote, ...]:
    note = text(document, "note", 20_000)
    extra = "\n".join(
        f"{text(one, 'name')}: {text(one, 'value')}" for one in objects(document, "note_attributes")
    )
    told = (ImportedNote(note, "customer_instructions"),) if note else ()
    return (*told, ImportedNote(extra)) if extra else told


def _address(source: Object) -> Address:
    told = text(source, "country_code") or text(source, "country")
    return Address(
        name=text(source, "name"),
        business=text(source, "company"),
        line1=text(source, "address1"),
        line2=text(source, "address2"),
        postcode=text(source, "zip"),
        city=text(source, "city"),
        region=text(source, "province_code") or text(source, "province"),
        country=country_code(told),
        phone=text(source, "phone"),
    )

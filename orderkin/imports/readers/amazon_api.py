"""Amazon Orders API: orders and their items come in separate answers and are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from orderkin.customers.addresses import Address
from orderkin.imports.countries import country_code
from orderkin.imports.fields import Object, inner, minor, moment, text, whole
from orderkin.imports.problems import Unreadable
from orderkin.imports.reconciling import reconcile
from orderkin.imports.rows import (
    ImportedCustomer,
    ImportedLine,
    ImportedOrder,
    ImportedPayment,
    ImportedShipment,
    OrderState,
)
from orderkin.imports.vocabulary import order_state
from orderkin.lib.money import is_currency

NAME = "amazon_api"
LABEL = "Amazon orders (Orders API)"
CHANNEL = "amazon"


def fits(document: Object) -> bool:
    """Orders and order items; everything else an API answer holds is no order."""
    return "AmazonOrderId" in document and ("PurchaseDate" in document or "is_item" in document)


def read(order: Object, items: Sequence[Object]) -> ImportedOrder:
    """One order with its items. Raises Unreadable."""
    placed_at = moment(order, "PurchaseDate")
    if placed_at is None:
        raise Unreadable("date_missing", column="PurchaseDate")
    currency = _currency(order, items)
    buyer, address = inner(order, "BuyerInfo"), _address(inner(order, "ShippingAddress"))
    status = text(order, "OrderStatus")
    draft = ImportedOrder(
        number=text(order, "AmazonOrderId"),
        channel_name=text(order, "SalesChannel"),
        placed_at=placed_at,
        currency=currency,
        total=0,
        lines=tuple(_line(item, currency) for item in items),
        customer=ImportedCustomer(
            name=text(buyer, "BuyerName") or address.name,
            email=text(buyer, "BuyerEmail"),
            business=text(inner(buyer, "BuyerTaxInfo"), "CompanyLegalName"),
        ),
        billing=address,
        shipping_address=address,
        shipping=sum(_money(item, "ShippingPrice", currency) for item in items)
        - sum(_money(item, "ShippingDiscount", currency) for item in items),
        tax=sum(
            _money(item, name, currency) for item in items for name in ("ItemTax", "ShippingTax")
        ),
        state=_state(status),
        replaces=text(order, "ReplacedOrderId"),
        shipping_method=text(order, "ShipServiceLevel"),
    )
    total = minor(inner(order, "OrderTotal"), "Amount", currency)
    settled = reconcile(draft, total=total, gap_code=_gap(items))
    return _with_state(settled, status)


def _gap(items: Sequence[Object]) -> str:
    return "total_differs" if items else "lines_missing"


def _with_state(order: ImportedOrder, status: str) -> ImportedOrder:
    """Amazon hands over paid orders; a pending one is not paid yet."""
    payments: tuple[ImportedPayment, ...] = ()
    if status not in {"Pending", "PendingAvailability", "Canceled"} and order.total > 0:
        payments = (ImportedPayment(order.total, order.placed_at, method="Amazon"),)
    shipments = (ImportedShipment(None),) if status == "Shipped" else ()
    return replace(order, payments=payments, shipments=shipments)


def _currency(order: Object, items: Sequence[Object]) -> str:
    told = text(inner(order, "OrderTotal"), "CurrencyCode")
    for item in items:
        told = told or text(inner(item, "ItemPrice"), "CurrencyCode")
    if not told:
        raise Unreadable("currency_missing", column="OrderTotal")
    if not is_currency(told):
        raise Unreadable("currency_unknown", column="OrderTotal", text=told)
    return told


def _money(item: Object, name: str, currency: str) -> int:
    return minor(inner(item, name), "Amount", currency) or 0


def _line(item: Object, currency: str) -> ImportedLine:
    """`ItemPrice` is for all units of the line together."""
    quantity, label = whole(item, "QuantityOrdered")
    quantity = max(quantity, 1)
    gross = _money(item, "ItemPrice", currency)
    unit = -(-gross // quantity)
    return ImportedLine(
        sku=text(item, "SellerSKU") or text(item, "ASIN"),
        name=text(item, "Title")[:300] + label,
        quantity=quantity,
        unit_price=unit,
        discount=unit * quantity - gross + _money(item, "PromotionDiscount", currency),
        tax=_money(item, "ItemTax", currency),
        list_price=unit,
        key=text(item, "OrderItemId"),
    )


def _state(status: str) -> OrderState:
    if status == "Shipped":
        return "completed"
    return order_state(status, {}) or "in_process"  # type: ignore[return-value]


def _address(source: Object) -> Address:
    more = (text(source, "AddressLine2"), text(source, "AddressLine3"))
    return Address(
        name=text(source, "Name"),
        line1=text(source, "AddressLine1"),
        line2=", ".join(filter(None, more)),
        postcode=text(source, "PostalCode"),
        city=text(source, "City"),
        region=text(source, "StateOrRegion"),
        country=country_code(text(source, "CountryCode")),
        phone=text(source, "Phone"),
    )

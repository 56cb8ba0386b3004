"""An imported order as rows: the order itself, its lines and their components."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from orderkin.client.models import Channel
from orderkin.imports.catalogue import Shelved
from orderkin.imports.rows import ImportedLine, ImportedOrder
from orderkin.lib.actor import Actor
from orderkin.lib.money import share, split
from orderkin.orders.pricing import LineAmounts, order_sums
from orderkin.orders.statuses import payment_status, shipping_status

Row = dict[str, object]


def order_row(
    order: ImportedOrder,
    number: str,
    channel: Channel,
    customer: int | None,
    actor: Actor,
    at: datetime,
) -> Row:
    """The order as the desk would have summed it; `order` is balanced."""
    sums = order_sums(
        [amounts(line) for line in order.lines],
        shipping_charge=order.shipping,
        prices_include_tax=order.tax_included,
    )
    paid = sum(p.amount for p in order.payments if p.kind == "charge")
    authorized = sum(p.amount for p in order.payments if p.kind == "authorization")
    refunded = sum(refund.amount for refund in order.refunds)
    money = payment_status(
        total=sums.total,
        paid=paid,
        refunded=refunded,
        authorized=authorized,
        empty=not order.lines,
    )
    ordered = sum(line.quantity for line in order.lines if line.ships)
    sent = sum(shipped_units(order).values())
    billing = order.billing or order.shipping_address
    return {
        "number": number,
        "channel_id": channel.pk,
        "company_id": channel.company_id,
        "channel_number": order.number,
        "customer_id": customer,
        "customer_name": order.customer.name[:200],
        "customer_email": order.customer.email[:254],
        "customer_phone": order.customer.phone[:60],
        "billing_address": billing.document(),
        "shipping_address": (order.shipping_address or billing).document(),
        "currency": order.currency,
        "prices_include_tax": order.tax_included,
        "status": order.state or "in_process",
        "payment_status": money.value,
        "shipping_status": shipping_status(ordered=ordered, shipped=sent).value,
        "subtotal": sums.subtotal,
        "discount": sums.discount,
        "shipping_charge": order.shipping,
        "tax": sums.tax,
        "total": sums.total,
        "paid": paid,
        "refunded": refunded,
        "authorized": authorized,
        "keeps_stock": keeps_stock(order),
        "placed_at": order.placed_at,
        "created_at": at,
        "created_by_id": actor.employee_id,
    }


def keeps_stock(order: ImportedOrder) -> bool:
    """Whether goods for it still lie here: history that has left long ago moves no stock."""
    return order.state in {"in_process", "on_hold", "problem"}


def amounts(line: ImportedLine) -> LineAmounts:
    """The line's sums, its tax as the file tells it."""
    return LineAmounts(line.unit_price * line.quantity, line.discount, line.total, line.tax)


def shipped_units(order: ImportedOrder) -> dict[str, int]:
    """Units that left, by line key; a parcel without lines took everything."""
    units: dict[str, int] = {}
    goods = {line.key: line.quantity for line in order.lines if line.ships}
    for parcel in order.shipments:
        for key, count in parcel.lines or goods.items():
            if key in goods:
                units[key] = min(units.get(key, 0) + count, goods[key])
    return units


def line_rows(
    order: ImportedOrder, order_id: int, products: Mapping[str, Shelved]
) -> tuple[list[Row], list[list[Row]]]:
    """(the lines, each line's components); components get their kit's id when it is known."""
    sent, refunded = shipped_units(order), _refunded_units(order)
    rows, below = [], []
    position = 0
    for line in order.lines:
        position += 1
        row = _line_row(line, order_id, position, products)
        whole = bool(line.components)
        row["shipped"] = 0 if whole else sent.get(line.key, 0)
        row["refunded"] = min(refunded.get(line.key, 0), line.quantity)
        rows.append(row)
        parts: list[Row] = []
        # What the components are priced at rarely adds up to what the kit cost; its shares must.
        shares = split(line.total, [part.amount for part in line.components])
        for n, part in enumerate(line.components):
            product = products.get(part.sku)
            parts.append(
                {
                    "order_id": order_id,
                    "position": position + 1 + n,
                    "product_id": product.id if product else None,
                    "sku": part.sku,
                    "name": part.name or part.sku,
                    "quantity": part.quantity,
                    "list_price": part.amount // part.quantity,
                    "share": shares[n],
                    "cost": product.cost if product else 0,
                    "shipped": part.quantity if sent.get(line.key) == line.quantity else 0,
                }
            )
        position += len(parts)
        below.append(parts)
    return rows, below


def _line_row(
    line: ImportedLine, order_id: int, position: int, products: Mapping[str, Shelved]
) -> Row:
    product = products.get(line.sku)
    return {
        "order_id": order_id,
        "position": position,
        "product_id": product.id if product else None,
        "sku": line.sku,
        "name": line.name or line.sku or "?",
        "quantity": line.quantity,
        "list_price": line.list_price,
        "unit_price": line.unit_price,
        "discount": line.discount,
        "tax_rate": _rate(line),
        "tax": line.tax,
        "total": line.total,
        "cost": product.cost if product else 0,
        "is_kit": bool(line.components),
        "ships": line.ships and not line.components,
    }


def _rate(line: ImportedLine) -> int:
    """Basis points that give the line's tax again; the nearest when none does exactly."""
    if line.total <= 0 or line.tax <= 0:
        return 0
    rate = round(line.tax * 10_000 / line.total)
    near = (rate, rate - 1, rate + 1)
    return next((one for one in near if share(line.total, one) == line.tax), rate)


def _refunded_units(order: ImportedOrder) -> dict[str, int]:
    units: dict[str, int] = {}
    for refund in order.refunds:
        for key, count, _ in refund.lines:
            units[key] = units.get(key, 0) + count
    return units

"""An imported order as rows, as far as its file alone tells (pure); `order` is balanced.

What only the database knows (keys, our number, the channel, the product of a line) is added by
whoever writes the rows.
"""

from __future__ import annotations

import json
from functools import lru_cache

from orderkin.customers.addresses import Address
from orderkin.imports.rows import ImportedLine, ImportedOrder
from orderkin.lib.money import share, split
from orderkin.orders.pricing import LineAmounts, order_sums
from orderkin.orders.statuses import payment_status, shipping_status

Row = dict[str, object]
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def order_row(order: ImportedOrder, sent: int) -> Row:
    """The order as the desk would have summed it; `sent` units of it have left."""
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
    billing = order.billing or order.shipping_address
    return {
        "channel_number": order.number,
        "customer_name": order.customer.name[:200],
        "customer_email": order.customer.email[:254],
        "customer_phone": order.customer.phone[:60],
        "billing_address": written(billing),
        "shipping_address": written(order.shipping_address or billing),
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
    }


@lru_cache(maxsize=2_000)
def written(home: Address) -> str:
    """The address as the text of its document."""
    return _JSON.encode(home.document())


def keeps_stock(order: ImportedOrder) -> bool:
    """Whether goods for it still lie here: history that has left long ago moves no stock."""
    return order.state in {"in_process", "on_hold", "problem"}


def amounts(line: ImportedLine) -> LineAmounts:
    """The line's sums, its tax as the file tells it."""
    return LineAmounts(line.unit_price * line.quantity, line.discount, line.total, line.tax)


def shipped_units(order: ImportedOrder) -> dict[str, int]:
    """Units that left, by line key; a parcel without lines took everything."""
    if not order.shipments:
        return {}
    units: dict[str, int] = {}
    goods = {line.key: line.quantity for line in order.lines if line.ships}
    for parcel in order.shipments:
        for key, count in parcel.lines or goods.items():
            if key in goods:
                units[key] = min(units.get(key, 0) + count, goods[key])
    return units


def promised_units(order: ImportedOrder, sent: dict[str, int]) -> dict[str, int]:
    """Units that an open order still promises, by SKU."""
    units: dict[str, int] = {}
    for line in order.lines if keeps_stock(order) else ():
        goods = [(part.sku, part.quantity) for part in line.components]
        for sku, count in goods or [(line.sku, line.quantity - sent.get(line.key, 0))]:
            if sku and line.ships:
                units[sku] = units.get(sku, 0) + count
    return units


def line_rows(order: ImportedOrder, sent: dict[str, int]) -> tuple[list[Row], list[list[Row]]]:
    """(the lines, each line's components), in the order they stand in."""
    refunded = _refunded_units(order)
    rows, below = [], []
    position = 0
    for line in order.lines:
        position += 1
        row = _line_row(line, position)
        row["shipped"] = 0 if line.components else sent.get(line.key, 0)
        row["refunded"] = min(refunded.get(line.key, 0), line.quantity)
        rows.append(row)
        parts = _component_rows(line, position, sent) if line.components else []
        position += len(parts)
        below.append(parts)
    return rows, below


def _component_rows(line: ImportedLine, position: int, sent: dict[str, int]) -> list[Row]:
    # What the components are priced at rarely adds up to what the kit cost; its shares must.
    shares = split(line.total, [part.amount for part in line.components])
    return [
        {
            "position": position + 1 + n,
            "sku": part.sku,
            "name": part.name or part.sku,
            "quantity": part.quantity,
            "list_price": part.amount // part.quantity,
            "share": shares[n],
            "shipped": part.quantity if sent.get(line.key) == line.quantity else 0,
        }
        for n, part in enumerate(line.components)
    ]


def _line_row(line: ImportedLine, position: int) -> Row:
    return {
        "position": position,
        "sku": line.sku,
        "name": line.name or line.sku or "?",
        "quantity": line.quantity,
        "list_price": line.list_price,
        "unit_price": line.unit_price,
        "discount": line.discount,
        "tax_rate": _rate(line),
        "tax": line.tax,
        "total": line.total,
        "is_kit": bool(line.components),
        "ships": line.ships and not line.components,
    }


def _rate(line: ImportedLine) -> int:
    """Basis points that give the line's tax again; the nearest when none does exactly."""
    if line.tax <= 0 or line.total <= 0:
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

"""Writes that several order verbs share; all run inside the verb's transaction, order locked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.orders.lines import NewLine, flat
from orderkin.orders.models import Hold, Order, OrderLine
from orderkin.orders.pricing import LineAmounts, order_sums
from orderkin.orders.statuses import LABELS, OrderStatus, payment_status, shipping_status
from orderkin.products.steps import Move, move_stock
from orderkin.sql import insert


def check(order: Order, verb: str) -> None:
    """Refuse with Conflict unless the order's status lets `verb` begin."""
    if not order.allows(verb):
        sentence = _("Order %(number)s is %(status)s; this cannot be done now.")
        facts = {"number": order.number, "status": LABELS[order.status]}
        raise Conflict(sentence % facts, code="wrong_status", details={"status": order.status})


def check_version(order: Order, version: int | None) -> None:
    """Refuse with Conflict when somebody changed the order after it was shown."""
    if version is not None and order.version != version:
        sentence = _("Order %(number)s was changed by somebody else. Look at it again.")
        raise Conflict(sentence % {"number": order.number}, code="order_changed")


def write_lines(
    order_id: int, lines: Sequence[NewLine], *, first: int = 1, keys: Sequence[int] = ()
) -> list[tuple[NewLine, int]]:
    """Write lines with their components from position `first` on; returns each with its id.

    One statement per depth of kits: components need the id of their kit's line. `keys` were drawn
    ahead; a depth they are too few for is numbered by the database.
    """
    left = list(keys)
    positions = {id(line): n for n, line in enumerate(flat(lines), start=first)}
    written: list[tuple[NewLine, int]] = []
    level: list[tuple[NewLine, int | None]] = [(line, None) for line in lines]
    while level:
        rows = [_row(line, order_id, positions[id(line)], kit) for line, kit in level]
        if len(rows) <= len(left):
            rows = [{**row, "id": left.pop(0)} for row in rows]
        ids = insert(OrderLine, rows)
        here = [(line, line_id) for (line, _kit), line_id in zip(level, ids, strict=True)]
        written += here
        level = [(part, line_id) for line, line_id in here for part in line.components]
    return written


def _row(line: NewLine, order_id: int, position: int, kit_line: int | None) -> dict[str, object]:
    return {
        "order_id": order_id,
        "position": position,
        "kit_line_id": kit_line,
        "product_id": line.product_id,
        "sku": line.sku,
        "name": line.name,
        "quantity": line.quantity,
        "list_price": line.list_price,
        "unit_price": line.unit_price,
        "price_basis": line.price_basis,
        "price_reason": line.price_reason,
        "discount": line.discount,
        "tax_rate": line.tax_rate,
        "tax": line.amounts.tax,
        "total": line.amounts.total,
        "share": line.share,
        "cost": line.cost,
        "is_kit": line.is_kit,
        "ships": line.ships,
    }


def settle(order: Order) -> None:
    """Recompute sums and statuses from lines and payments, raise the version, and save."""
    lines = list(order.lines.order_by("position"))
    _settle_sums(order, [line for line in lines if line.kit_line_id is None])
    _settle_payments(order, empty=not lines)
    ordered = sum(line.quantity for line in lines if line.ships)
    shipped = sum(line.shipped for line in lines if line.ships)
    order.shipping_status = shipping_status(ordered=ordered, shipped=shipped).value
    done = order.shipping_status == "fully_shipped" and order.balance <= 0
    if done and order.status == OrderStatus.IN_PROCESS:
        order.status = OrderStatus.COMPLETED.value
    order.version += 1
    order.save()


def _settle_sums(order: Order, lines: list[OrderLine]) -> None:
    amounts = [
        LineAmounts(
            line.quantity * line.unit_price, line.discount, line.total, line.tax, line.free_value
        )
        for line in lines
    ]
    sums = order_sums(
        amounts,
        shipping_charge=order.shipping_charge,
        shipping_tax_rate=order.shipping_tax_rate,
        prices_include_tax=order.prices_include_tax,
    )
    order.subtotal, order.discount = sums.subtotal, sums.discount
    order.tax, order.total, order.given_free = sums.tax, sums.total, sums.given_free


def _settle_payments(order: Order, *, empty: bool) -> None:
    sums = dict(order.payments.values_list("kind").annotate(Sum("amount")).order_by("kind"))
    order.paid = sums.get("payment", 0)
    order.refunded = sums.get("refund", 0)
    order.authorized = sums.get("authorization", 0)
    order.payment_status = payment_status(
        total=order.total,
        paid=order.paid,
        refunded=order.refunded,
        authorized=order.authorized,
        empty=empty,
    ).value


def give_back_stock(order: Order) -> None:
    """Release what the order had promised and not shipped yet."""
    move_stock({pk: Move(committed=-units) for pk, units in promised(order).items()})


def promised(order: Order) -> dict[int, int]:
    """Units this order still holds back from stock, by product id."""
    units: dict[int, int] = {}
    if not order.keeps_stock:
        return units
    for line in order.lines.filter(ships=True, product_id__isnull=False).order_by("position"):
        left = line.quantity - line.shipped
        if line.product_id is not None and left:
            units[line.product_id] = units.get(line.product_id, 0) + left
    return units


def hold(order: Order, *, reason: str, release_when: str = "", actor: Actor, at: datetime) -> Hold:
    """Set the order on hold and remember what it was before."""
    row = Hold.objects.create(
        order=order,
        reason=reason,
        release_when=release_when,
        placed_at=at,
        placed_by_email=actor.email,
        status_before=order.status,
    )
    order.status = OrderStatus.ON_HOLD.value
    order.version += 1
    order.save(update_fields=["status", "version"])
    return row


def end_hold(order: Order, *, actor: Actor, at: datetime) -> Hold | None:
    """Close the open hold, if any, and return it; the caller decides the status that follows."""
    row = order.holds.filter(released_at=None).first()
    if row:
        row.released_at, row.released_by_email = at, actor.email
        row.save(update_fields=["released_at", "released_by_email"])
    return row


def stop(order: Order, status: OrderStatus, *, actor: Actor, at: datetime) -> None:
    """Cancel or void: end the hold, give the stock back, set the status."""
    end_hold(order, actor=actor, at=at)
    give_back_stock(order)
    order.status = status.value
    order.version += 1
    order.save(update_fields=["status", "version"])

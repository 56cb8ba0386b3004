"""Edit an order while it is unshipped."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotFound
from orderkin.lib.money import split
from orderkin.orders import steps
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import new_line
from orderkin.orders.models import Order, OrderLine
from orderkin.orders.pricing import line_amounts, scaled
from orderkin.products.queries import facts_by_id
from orderkin.products.steps import Move, move_stock


@transaction.atomic(durable=True)
def edit_order(
    *, actor: Actor, number: str, edit: OrderEdit, version: int | None = None, at: datetime
) -> Order:
    """Add, change or remove lines and addresses of an order of which nothing has shipped.

    `version` is the order's version when it was shown: Conflict when somebody was faster.
    """
    guard(actor, "edit_order")
    order = Order.objects.take(number)
    steps.check(order, "edit_order")
    steps.check_version(order, version)
    if order.shipping_status != "unshipped":
        sentence = _("Order %(number)s has shipped in part and cannot be edited any more.")
        raise Conflict(sentence % {"number": number}, code="already_shipped")
    before, given = steps.promised(order), order.given_free
    changed = _change_quantities(order, edit)
    added = _add_lines(order, edit, at)
    _change_addresses(order, edit)
    after = steps.promised(order)
    moves = {pk: Move(after.get(pk, 0) - before.get(pk, 0)) for pk in {*before, *after}}
    move_stock(moves)
    steps.settle(order)
    data = {
        "added": added,
        "changed": changed,
        "addresses": bool(edit.shipping_address or edit.billing_address),
        "given_free": [given, order.given_free],
    }
    record([Happening("order.edited", order.pk, data=data)], actor, at)
    return order


def _change_quantities(order: Order, edit: OrderEdit) -> list[dict[str, object]]:
    lines = {line.pk: line for line in order.lines.order_by("position")}
    changed: list[dict[str, object]] = []
    for line_id, quantity in edit.quantities.items():
        line = lines.get(line_id)
        if line is None or line.kit_line_id is not None:
            sentence = _("Order %(number)s has no line %(line)s that can be changed.")
            facts = {"number": order.number, "line": line_id}
            raise NotFound(sentence % facts, code="unknown_line", field="lines")
        if not 0 <= quantity <= 1_000_000:
            raise Invalid(_("A quantity lies between 0 and 1,000,000."), field="lines")
        if quantity < line.refunded:
            sentence = _("%(n)d of %(name)s were refunded; the line cannot hold fewer.")
            facts = {"n": line.refunded, "name": line.name}
            raise Conflict(sentence % facts, code="already_refunded", field="lines")
        if quantity == line.quantity:
            continue
        changed.append({"sku": line.sku, "from": line.quantity, "to": quantity})
        if quantity:
            _set_quantity(order, line, quantity, list(lines.values()))
        else:
            line.delete()
    return changed


def _set_quantity(order: Order, line: OrderLine, quantity: int, lines: list[OrderLine]) -> None:
    """What the units cost shrinks or grows with them, exactly; the discount is what is left."""
    total = scaled(line.total, quantity, line.quantity)
    line.discount = line.unit_price * quantity - total
    amounts = line_amounts(
        quantity=quantity,
        unit_price=line.unit_price,
        discount=line.discount,
        tax_rate=line.tax_rate,
        prices_include_tax=order.prices_include_tax,
    )
    line.total, line.tax = amounts.total, amounts.tax
    _scale_components(line, line.quantity, quantity, line.total, lines)
    line.quantity = quantity
    line.save()


def _scale_components(
    kit: OrderLine, old: int, new: int, amount: int, lines: list[OrderLine]
) -> None:
    parts = [line for line in lines if line.kit_line_id == kit.pk]
    shares = split(amount, [part.share for part in parts])
    for part, value in zip(parts, shares, strict=True):
        before = part.quantity
        part.quantity = max(1, part.quantity * new // old)
        if part.quantity >= 2**31:
            raise Invalid(_("So many units cannot be counted."), code="too_large", field="lines")
        part.share = value
        _scale_components(part, before, part.quantity, value, lines)
        part.save()


def _add_lines(order: Order, edit: OrderEdit, at: datetime) -> list[dict[str, object]]:
    if not edit.add:
        return []
    known = facts_by_id(currency=order.currency, on=at.date(), skus=[line.sku for line in edit.add])
    rate = order.lines.filter(kit_line=None).aggregate(rate=Max("tax_rate"))["rate"]
    lines = [
        new_line(
            draft,
            known,
            tax_rate=order.shipping_tax_rate if rate is None else rate,
            prices_include_tax=order.prices_include_tax,
            field=f"add.{n}",
        )
        for n, draft in enumerate(edit.add)
    ]
    last = order.lines.aggregate(last=Max("position"))["last"] or 0
    written = steps.write_lines(order.pk, lines, first=last + 1)
    return [
        {"line": line_id, "sku": line.sku, "quantity": line.quantity}
        for line, line_id in written[: len(lines)]  # what is inside kits comes after
    ]


def _change_addresses(order: Order, edit: OrderEdit) -> None:
    if edit.shipping_address is not None:
        order.shipping_address = edit.shipping_address.document()
    if edit.billing_address is not None:
        order.billing_address = edit.billing_address.document()
    if edit.shipping_charge is not None:
        if not 0 <= edit.shipping_charge <= 10**14:
            raise Invalid(_("A charge is not negative."), field="shipping_charge")
        order.shipping_charge = edit.shipping_charge

"""Counting units of lines up: shipped, returned, refunded, never beyond what there is."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from orderkin.lib.errors import Conflict, Invalid, NotFound
from orderkin.orders.models import Order, OrderLine


def count_up(order: Order, units: Mapping[int, int], column: str) -> list[dict[str, int]]:
    """Add units to a column of the order's lines (`shipped`, `returned` or `refunded`).

    A kit's units count for its components too. Shipped is limited by the quantity, returned by
    what was shipped, refunded by the quantity. Returns `[{"line": id, "quantity": n}]`.
    """
    lines = {line.pk: line for line in order.lines.order_by("position")}
    wanted: dict[int, int] = {}
    for line_id, quantity in units.items():
        if line_id not in lines:
            sentence = _("Order %(number)s has no line %(line)s.")
            facts = {"number": order.number, "line": line_id}
            raise NotFound(sentence % facts, code="unknown_line", field="units")
        if quantity < 0:
            raise Invalid(_("A quantity is not negative."), code="bad_quantity", field="units")
        _spread(lines, line_id, quantity, wanted)
    changed = [lines[line_id] for line_id, quantity in wanted.items() if quantity]
    for line in changed:
        _raise(line, column, wanted[line.pk])
    OrderLine.objects.bulk_update(changed, [column])
    return [{"line": line.pk, "quantity": wanted[line.pk]} for line in changed]


def _spread(
    lines: Mapping[int, OrderLine], line_id: int, quantity: int, wanted: dict[int, int]
) -> None:
    wanted[line_id] = wanted.get(line_id, 0) + quantity
    kit = lines[line_id]
    for part in lines.values():
        if part.kit_line_id == line_id:
            _spread(lines, part.pk, part.quantity * quantity // kit.quantity, wanted)


def _raise(line: OrderLine, column: str, quantity: int) -> None:
    limit = line.quantity
    if column == "returned" and line.ships:
        limit = line.shipped
    after = getattr(line, column) + quantity
    if after > limit:
        sentence = _("Only %(limit)d of %(name)s can be %(column)s.")
        facts = {"limit": limit, "name": line.name, "column": column}
        raise Conflict(sentence % facts, code="too_many_units", details={"line": line.pk})
    setattr(line, column, after)

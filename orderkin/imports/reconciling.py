"""An order's parts against the total its file states: the file's total stays, the gap is told."""

from __future__ import annotations

from dataclasses import replace

from orderkin.imports.problems import ImportProblem, told
from orderkin.imports.rows import ImportedOrder
from orderkin.lib.money import to_major


def reconcile(
    order: ImportedOrder,
    *,
    total: int | None,
    subtotal: int | None = None,
    subtotal_rules: bool = False,
    may_include_tax: bool = False,
    gap_code: str = "total_differs",
) -> ImportedOrder:
    """The order with its total, minor units. What the parts lack becomes `adjustment`, told.

    Some channels state a subtotal after every discount but not which lines shared it: then
    (`subtotal_rules`) the order's discount is what lies between its lines and that subtotal.
    """
    if subtotal_rules and subtotal is not None:
        order = _discount_by_subtotal(order, subtotal)
    if total is None:
        return replace(order, total=order.parts)
    gap = total - order.parts
    if may_include_tax and order.tax and gap == -order.tax:
        return replace(order, total=total, tax_included=True)
    order = replace(order, total=total, adjustment=gap)
    if gap:
        return _warned(order, gap_code, stated=total, parts=total - gap)
    return order


def _discount_by_subtotal(order: ImportedOrder, subtotal: int) -> ImportedOrder:
    lines = sum(line.total for line in order.lines)
    between = lines - subtotal
    off_lines = sum(line.discount for line in order.lines)
    if between < 0:
        return order
    explained = order.discount in {between, between + off_lines}
    order, stated = replace(order, discount=between), order.discount
    if explained:
        return order
    return _warned(order, "discount_differs", stated=stated, parts=between)


def _warned(order: ImportedOrder, code: str, *, stated: int, parts: int) -> ImportedOrder:
    figures = told(
        stated=to_major(stated, order.currency),
        parts=to_major(parts, order.currency),
        currency=order.currency,
    )
    line = order.source_lines[0][0] if order.source_lines else 0
    warning = ImportProblem(code, line, "", figures, "warning", order.number, order.source_lines)
    return replace(order, warnings=(*order.warnings, warning))

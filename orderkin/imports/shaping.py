"""An order out of its rows: pure, and exact to the minor unit of the file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from orderkin.customers.addresses import Address
from orderkin.imports import vocabulary
from orderkin.imports.cells import Cells
from orderkin.imports.countries import country_code
from orderkin.imports.grouping import Group
from orderkin.imports.lines import all_lines_canceled, read_lines
from orderkin.imports.mapping import Bound
from orderkin.imports.order_currency import order_currency
from orderkin.imports.problems import ImportProblem, Unreadable
from orderkin.imports.reconciling import reconcile
from orderkin.imports.rows import (
    NOWHERE,
    ONE_ORDER,
    ImportedCancellation,
    ImportedCustomer,
    ImportedNote,
    ImportedOrder,
    ImportedPayment,
    ImportedShipment,
    OrderState,
    Read,
)
from orderkin.imports.settling import payments_of, refunds_of, shipments_of
from orderkin.imports.survey import Settled, formula_in
from orderkin.imports.tables import Row

_FLOAT_TAIL = re.compile(r"^(\d+)\.0$")


def shape(group: Group, bound: Bound, settled: Settled) -> Read:
    """The order of these rows, or the first thing that stops it from coming in whole."""
    cells = Cells(bound, settled, group.rows)
    try:
        return _shape(group, cells)
    except Unreadable as wrong:
        line = wrong.line or group.rows[0].line
        return ImportProblem(
            wrong.code,
            line,
            wrong.column,
            wrong.values,
            "refused",
            group.number,
            group.lines,
            elsewhere=group.elsewhere,
        )


def _shape(group: Group, cells: Cells) -> Read:
    _worked_out(group, cells.bound)
    _in_columns(group, cells.bound)
    cells.currency = order_currency(cells)
    number = cells.identity("number") if cells.bound.has("number") else group.number
    prefix = cells.bound.mapping.cancels_prefix
    if prefix and number.startswith(prefix):
        return _cancellation(group, cells, number)
    return _order(group, cells, number)


def _worked_out(group: Group, bound: Bound) -> None:
    """A formula without a value says nothing of what it stands for: not even that it is nothing."""
    for row in group.rows:
        column = formula_in(row, bound)
        if column:
            raise Unreadable("formula_without_value", line=row.line, column=column)


def _in_columns(group: Group, bound: Bound) -> None:
    """A row with more cells than columns is shifted: a thousands comma, an unquoted address."""
    width = len(bound.header)
    for row in group.rows:
        if len(row.cells) > width and (beyond := next(filter(None, row.texts[width:]), "")):
            raise Unreadable("row_too_long", line=row.line, text=beyond, columns=width)


def _order(group: Group, cells: Cells, number: str) -> ImportedOrder:
    placed_at = cells.date("placed_at")
    if placed_at is None:
        raise Unreadable("date_missing", line=group.rows[0].line,
                         column=cells.bound.column("placed_at"))  # fmt: skip
    _of_one_day(cells, placed_at)
    state = _state(cells)
    found = read_lines(cells, canceled=state == "canceled")
    tax = cells.order_amount("tax")
    shipping_to = _address(cells, "shipping_to")
    billing = _address(cells, "billing")
    draft = ImportedOrder(
        number=number,
        placed_at=placed_at,
        currency=cells.currency,
        lines=tuple(found.lines),
        total=0,
        customer=_customer(cells, billing, shipping_to),
        billing=billing,
        shipping_address=shipping_to,
        state=state,
        canceled_at=cells.date("canceled_at"),
        notes=_notes(cells),
        tags=tuple(filter(None, (tag.strip() for tag in cells.text("tags").split(",")))),
        channel_id=cells.identity("channel_id"),
        channel_name=cells.text("channel_name"),
        shipping_method=cells.text("shipping_method"),
        replaces=cells.text("replaces"),
        source_lines=group.lines,
        elsewhere=group.elsewhere,
        shipping=(cells.order_amount("shipping") or 0) + found.shipping,
        tax=(tax or 0) + (found.tax if tax is None else 0),
        discount=abs(cells.order_amount("discount") or 0) + found.discount,
        tax_included=cells.bound.mapping.tax_included == "yes"
        or vocabulary.is_yes(cells.text("tax_included")),
    )
    order = _money(draft, cells)
    payments, shipments = payments_of(order, cells), shipments_of(order, cells)
    return replace(
        order,
        payments=payments,
        shipments=shipments,
        refunds=refunds_of(order, payments, cells),
        state=_final_state(order, payments, shipments),
        warnings=order.warnings + tuple(cells.warnings),
    )


def _of_one_day(cells: Cells, placed_at: datetime) -> None:
    """Two shops count from 1001: rows of one number and of different days are two orders."""
    first = cells.text("placed_at", cells.rows[0])
    for row in cells.rows[1:]:
        text = cells.text("placed_at", row)
        if text not in {"", first}:
            other = replace(cells, rows=(row,)).date("placed_at")
            if other and abs(other - placed_at) > ONE_ORDER:
                raise cells.wrong("dates_differ", row, "placed_at", text=text)


def _money(draft: ImportedOrder, cells: Cells) -> ImportedOrder:
    return reconcile(
        draft,
        total=cells.order_amount("total"),
        subtotal=cells.order_amount("subtotal"),
        subtotal_rules=cells.bound.mapping.subtotal_rules,
        may_include_tax=cells.bound.mapping.tax_included == "detect",
        gap_code=_gap_code(cells),
    )


def _gap_code(cells: Cells) -> str:
    """A file without prices cannot contradict its totals; it only keeps the prices to itself."""
    priced = cells.bound.has("unit_price") or cells.bound.has("line_total")
    return "total_differs" if priced else "prices_missing"


def _cancellation(group: Group, cells: Cells, number: str) -> ImportedCancellation:
    """A document that takes lines back: its negative counts are read as positive ones."""
    at = cells.date("placed_at")
    if at is None:
        raise Unreadable("date_missing", line=group.rows[0].line)
    turned = replace(cells, rows=tuple(_turned(cells, row) for row in cells.rows))
    found = read_lines(turned, canceled=False)
    return ImportedCancellation(
        number=number,
        at=at,
        currency=cells.currency,
        customer=_customer(cells, NOWHERE, _address(cells, "shipping_to")),
        lines=tuple(found.lines),
        shipping=found.shipping,
        discount=found.discount,
        cancels=cells.text("cancels"),
        source_lines=group.lines,
        elsewhere=group.elsewhere,
    )


def _turned(cells: Cells, row: Row) -> Row:
    place = cells.bound.positions["quantity"][0]
    changed = list(row.cells)
    changed[place] = changed[place].strip().removeprefix("-")
    return replace(row, cells=changed)


def _state(cells: Cells) -> OrderState:
    own = dict(cells.bound.mapping.words)
    told = vocabulary.order_state(cells.text("state"), own)
    voided = vocabulary.order_state(cells.text("payment_state"), own) == "canceled"
    if cells.text("canceled_at") or voided or all_lines_canceled(cells):
        return "canceled"
    return told or "in_process"  # type: ignore[return-value]


def _final_state(
    order: ImportedOrder,
    payments: tuple[ImportedPayment, ...],
    shipments: tuple[ImportedShipment, ...],
) -> OrderState:
    """An order under way is completed once everything in it has been shipped and paid."""
    shipped = any(not shipment.lines for shipment in shipments)
    paid = sum(one.amount for one in payments if one.kind == "charge") >= order.total
    return "completed" if order.state == "in_process" and shipped and paid else order.state


def _customer(cells: Cells, billing: Address, shipping: Address) -> ImportedCustomer:
    return ImportedCustomer(
        name=cells.text("customer_name") or billing.name or shipping.name,
        email=cells.text("customer_email"),
        phone=cells.text("customer_phone") or billing.phone or shipping.phone,
        business=cells.text("customer_business") or billing.business,
        key=_FLOAT_TAIL.sub(r"\1", cells.text("customer_key")),
    )


def _address(cells: Cells, place: str) -> Address:
    if place not in cells.bound.homes:
        return NOWHERE
    told = cells.text(f"{place}_country")
    country = country_code(told)
    region = cells.text(f"{place}_region")
    return Address(
        name=cells.text(f"{place}_name"),
        business=cells.text(f"{place}_business"),
        line1=cells.text(f"{place}_line1"),
        line2=cells.text(f"{place}_line2"),
        postcode=_FLOAT_TAIL.sub(r"\1", cells.text(f"{place}_postcode")),
        city=cells.text(f"{place}_city"),
        region=region if country or not told else ", ".join(filter(None, (region, told))),
        country=country,
        phone=cells.text(f"{place}_phone"),
    )


def _notes(cells: Cells) -> tuple[ImportedNote, ...]:
    kinds = (("note", "general"), ("service_note", "customer_service"),
             ("customer_note", "customer_instructions"))  # fmt: skip
    return tuple(
        ImportedNote(text, kind)  # type: ignore[arg-type]
        for name, kind in kinds
        if (text := cells.text(name))
    )

"""A row to an order line whose amounts add up to the file's, to the minor unit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from orderkin.imports import vocabulary
from orderkin.imports.amounts import to_exact_minor
from orderkin.imports.cells import Cells, rounded
from orderkin.imports.rows import ImportedLine
from orderkin.imports.tables import Row


@dataclass
class Found:
    """What the rows of one order hold: lines, and what other rows turned out to be."""

    lines: list[ImportedLine] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    shipping: int = 0
    discount: int = 0
    tax: int = 0


def read_lines(cells: Cells, *, canceled: bool) -> Found:
    """The order's lines; summary rows, canceled lines and charges find their own place."""
    found = Found()
    roles = dict(cells.bound.mapping.codes)
    rows = _item_rows(cells)
    live = {row.place for row in rows if not _line_canceled(cells, row)}
    for row in rows:
        found.shipping += cells.minor("line_shipping", row) or 0
        found.tax += cells.minor("line_shipping_tax", row) or 0
        if row.place not in live and live and not canceled:
            cells.warn("line_canceled", row, text=cells.text("sku", row))
            continue
        line = _line(cells, row, canceled=canceled or row.place not in live)
        _place(found, line, roles.get(line.sku.upper(), ""))
    return found


def all_lines_canceled(cells: Cells) -> bool:
    """Whether every row of the order says that its line was canceled."""
    if not cells.bound.has("line_state"):
        return False
    rows = _item_rows(cells)
    return bool(rows) and all(_line_canceled(cells, row) for row in rows)


def _line_canceled(cells: Cells, row: Row) -> bool:
    word = cells.text("line_state", row)
    if not word:
        return False
    return vocabulary.order_state(word, dict(cells.bound.mapping.words)) == "canceled"


def _item_rows(cells: Cells) -> list[Row]:
    """The rows that are lines: a summary above its items names no product, the items do."""
    named = [
        row
        for row in cells.rows
        if (cells.text("name", row) or cells.text("sku", row))
        and not cells.text("payment_amount", row)
    ]
    if named:
        return named
    return [row for row in cells.rows if cells.count("quantity", row) is not None
            and cells.bound.has("quantity")]  # fmt: skip


def _place(found: Found, line: ImportedLine, role: str) -> None:
    if role == "shipping":
        found.shipping += line.total
    elif role == "discount":
        found.discount += -line.total
    else:
        taken = line.key in found.keys
        found.keys.add(line.key)
        found.lines.append(replace(line, key=f"{line.key} {line.place}") if taken else line)
    found.tax += line.tax


def _line(cells: Cells, row: Row, *, canceled: bool) -> ImportedLine:
    sku, name = cells.identity("sku", row), cells.text("name", row)
    variant = cells.text("variant", row)
    quantity, label = _quantity(cells, row, canceled=canceled)
    count = cells.count("quantity", row) or Decimal(quantity)
    gross, discount = _amounts(cells, row, count, canceled=canceled)
    unit, rest = _per_unit(gross, quantity)
    listed = cells.exact("list_price", row)
    ships = cells.text("ships", row)
    full = " – ".join(part for part in (name, variant) if part) or sku
    return ImportedLine(
        sku=sku,
        name=f"{full}{label}"[:300],
        quantity=quantity,
        unit_price=unit,
        discount=discount + rest,
        tax=cells.minor("line_tax", row) or 0,
        list_price=max(rounded(listed, cells.currency) if listed is not None else 0, unit),
        key=cells.text("line_key", row) or row.place,
        source_line=row.line,
        place=row.place,
        ships=vocabulary.is_yes(ships) if ships else _has_ships_role(cells, sku),
    )


def _has_ships_role(cells: Cells, sku: str) -> bool:
    codes = cells.bound.mapping.codes
    return not codes or dict(codes).get(sku.upper()) != "charge"


def _quantity(cells: Cells, row: Row, *, canceled: bool) -> tuple[int, str]:
    """A whole number of pieces; 1.5 metres become one piece that says so."""
    if not cells.bound.has("quantity"):
        return 1, ""
    count = cells.count("quantity", row)
    if count is None:
        raise cells.wrong("quantity_missing", row, "quantity")
    if count == 0 and canceled:
        return 1, ""
    if count == 0:
        raise cells.wrong("quantity_zero", row, "quantity")
    if count < 0:
        raise cells.wrong("quantity_negative", row, "quantity", text=count)
    if count != int(count):
        cells.warn("quantity_broken", row, cells.bound.column("quantity"), text=count)
        return 1, f" ({count} ×)"
    if count > 2_000_000_000:
        raise cells.wrong("not_a_quantity", row, "quantity", text=count)
    return int(count), ""


def _amounts(cells: Cells, row: Row, count: Decimal, *, canceled: bool) -> tuple[int, int]:
    """(what the line costs before its discount, the discount), minor units."""
    unit, total = cells.exact("unit_price", row), cells.exact("line_total", row)
    discount = abs(cells.minor("line_discount", row) or 0)
    rate = cells.count("discount_rate", row)
    after = cells.bound.mapping.line_total_is == "after_discount"
    if total is not None:
        stated = rounded(total, cells.currency)
        _check_unit(cells, row, unit, count, stated + (discount if after else 0))
        return (stated + discount, discount) if after else (stated, discount)
    if unit is None and not canceled:
        _without_price(cells, row)
    exact = (unit or Decimal(0)) * (count or 1)
    gross = rounded(exact, cells.currency)
    if to_exact_minor(exact, cells.currency) is None:
        cells.warn("amount_rounded", row, cells.bound.column("unit_price"), text=exact)
    if rate:
        discount += gross - rounded(exact * (1 - rate), cells.currency)
    return gross, discount


def _without_price(cells: Cells, row: Row) -> None:
    """A row that ends before its price lost it; an empty cell may mean that it costs nothing."""
    for name in ("unit_price", "line_total"):
        places = cells.bound.positions.get(name, ())
        if places and places[0] >= len(row.cells):
            raise cells.wrong("row_cut_off", row, name)
        if places:
            cells.warn("price_missing", row, cells.bound.column(name))
            return


def _check_unit(cells: Cells, row: Row, unit: Decimal | None, count: Decimal, gross: int) -> None:
    if unit is not None and rounded(unit * count, cells.currency) != gross:
        cells.warn("line_total_differs", row, cells.bound.column("line_total"), text=unit * count)


def _per_unit(gross: int, quantity: int) -> tuple[int, int]:
    """A unit price, and what has to come off so that the line still comes to `gross`."""
    unit = -(-gross // quantity)
    return unit, unit * quantity - gross

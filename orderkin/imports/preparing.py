"""An order worked out by the process that reads its file, so that the one that writes is quick.

Everything here is told by the file alone: it asks no database and imports no framework.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orderkin.imports.balancing import balanced, digest
from orderkin.imports.order_rows import Row, line_rows, order_row, promised_units, shipped_units
from orderkin.imports.rows import ImportedOrder
from orderkin.search.document import Facts


@dataclass(frozen=True, slots=True)
class Prepared:
    """An order ready to be written: `order` is balanced, `digest` is of what the channel said.

    `row`, `lines` and `parts` (each line's components) are what the tables will hold but for keys
    and numbers; `promised` are the units it still promises, by SKU; `found_by` and `notes` are its
    text of the search index, without our number.
    """

    order: ImportedOrder
    digest: str
    row: Row
    lines: Sequence[Row]
    parts: Sequence[Sequence[Row]]
    promised: Mapping[str, int]
    found_by: str
    notes: str


def prepared(told: ImportedOrder) -> Prepared:
    """What can be worked out of an order before the database is asked."""
    order = balanced(told)
    sent = shipped_units(order)
    lines, parts = line_rows(order, sent)
    facts = _facts(order)
    return Prepared(
        order,
        digest(told),
        order_row(order, sum(sent.values())),
        lines,
        parts,
        promised_units(order, sent),
        facts.besides_numbers(),
        facts.notes_text(),
    )


def _facts(order: ImportedOrder) -> Facts:
    """What the order is found by; it is new, so nobody has to read it back."""
    homes = dict.fromkeys(home for home in (order.billing, order.shipping_address) if home)
    return Facts(
        number="",
        name=order.customer.name[:200],
        email=order.customer.email[:254],
        phone=order.customer.phone[:60],
        addresses=tuple(homes),
        skus=tuple(sku for line in order.lines
                   for sku in (line.sku, *(part.sku for part in line.components))),
        tracking=tuple(parcel.tracking[:120] for parcel in order.shipments),
        notes=tuple(note.text for note in order.notes),
    )  # fmt: skip

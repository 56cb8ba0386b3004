"""Rows of the demo waiting to be written together, table by table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from orderkin.activity.models import Event
from orderkin.demo.family_rows import Place
from orderkin.demo.history import Past, event_rows
from orderkin.demo.order_rows import Row
from orderkin.demo.shapes import DemoOrder
from orderkin.families.models import Relation
from orderkin.notes.models import Note
from orderkin.orders.lines import NewLine
from orderkin.orders.models import Hold, OrderLine, Payment, Shipment
from orderkin.orders.statuses import OrderStatus
from orderkin.products.steps import Move, move_stock
from orderkin.sql import insert

_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Filed:
    """An order that is written: where it stands, its lines with ids, and the root above it."""

    place: Place
    lines: Sequence[tuple[NewLine, int]]
    top: Sequence[int]
    root: Place


@dataclass(slots=True)
class Pile:
    """Everything but the orders and lines, which had to be there first; line ids by column."""

    employees: Mapping[str, int]
    payments: list[Row] = field(default_factory=list)
    shipments: list[Row] = field(default_factory=list)
    holds: list[Row] = field(default_factory=list)
    first_notes: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    past: list[Past] = field(default_factory=list)
    shipped: list[int] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    refunded: list[int] = field(default_factory=list)
    promised: dict[int, int] = field(default_factory=dict)

    def promise(self, line: NewLine) -> None:
        """Units of an open order that have not left the house."""
        if line.product_id:
            waiting = self.promised.get(line.product_id, 0)
            self.promised[line.product_id] = waiting + line.quantity

    def count(self, order: DemoOrder, line_ids: Sequence[int]) -> None:
        """What of an order was refunded whole, and came back."""
        if order.all_refunded:
            self.refunded += line_ids
            if order.status == OrderStatus.COMPLETED:
                self.returned += line_ids


def write_pile(pile: Pile) -> None:
    """Write it all; a note that did not come with its order tells history that it was written."""
    insert(Payment, pile.payments)
    insert(Shipment, pile.shipments)
    insert(Hold, pile.holds)
    insert(Relation, pile.relations)
    insert(Note, pile.first_notes)
    ids = insert(Note, pile.notes)
    pile.past += [_noted(row, pk) for row, pk in zip(pile.notes, ids, strict=True)]
    insert(Event, event_rows(pile.past, pile.employees))
    for column in ("shipped", "returned", "refunded"):
        _fill(column, getattr(pile, column))
    move_stock({pk: Move(committed=units) for pk, units in pile.promised.items()})


def _noted(row: Mapping[str, Any], note_id: int) -> Past:
    data: Row = {"note": note_id, "kind": row["kind"]}
    return Past(row["at"], "order.note_added", row["order_id"], row["author_email"], data)


def _fill(column: str, line_ids: Sequence[int]) -> None:
    for start in range(0, len(line_ids), _AT_ONCE):
        some = OrderLine.objects.filter(pk__in=line_ids[start : start + _AT_ONCE])
        some.update(**{column: F("quantity")})

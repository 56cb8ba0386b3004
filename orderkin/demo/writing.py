"""Writing the demo's orders: in order of time, so that numbers grow and parents come first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import F

from orderkin.activity.models import Event
from orderkin.demo.bulk import insert_all
from orderkin.demo.family_rows import (
    Kinds,
    Link,
    Place,
    event_data,
    line_map_rows,
    relation_row,
    sentence_rows,
)
from orderkin.demo.history import Past, event_rows, past_of
from orderkin.demo.opening import answering, new_lines
from orderkin.demo.order_rows import (
    Row,
    hold_rows,
    note_row,
    order_row,
    payment_rows,
    sent_places,
    shipment_rows,
)
from orderkin.demo.people import AGENT
from orderkin.demo.shapes import DemoOrder
from orderkin.demo.stocking import Shelves
from orderkin.families.models import Relation
from orderkin.families.plans import PlannedLine
from orderkin.notes.models import Note
from orderkin.orders.lines import NewLine, flat, parcels
from orderkin.orders.models import Hold, Intent, Order, OrderLine, Payment, Shipment
from orderkin.orders.numbers import number_for
from orderkin.orders.statuses import OrderStatus
from orderkin.orders.steps import write_lines
from orderkin.products.steps import Move, move_stock

_GONE: Final = {OrderStatus.CANCELED, OrderStatus.VOID}


@dataclass(slots=True)
class Pile:
    """Rows waiting to be written together."""

    payments: list[Row] = field(default_factory=list)
    shipments: list[Row] = field(default_factory=list)
    holds: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    past: list[Past] = field(default_factory=list)
    shipped: list[int] = field(default_factory=list)
    promised: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filed:
    """An order that is written: where it stands, its lines with ids, and the root above it."""

    place: Place
    lines: Sequence[tuple[NewLine, int]]
    top: Sequence[int]
    root: Place


def write_orders(
    orders: Sequence[DemoOrder], shelves: Shelves, employees: Mapping[str, int]
) -> list[int]:
    """Write all orders with everything that hangs on them; returns their ids, oldest first."""
    places = _places(orders, shelves, employees)
    kinds = Kinds.read()
    pile = Pile()
    filed: dict[str, Filed] = {}
    for order, place in zip(orders, places, strict=True):
        parent = filed[order.relation.parent] if order.relation else None
        filed[order.key] = _file(order, place, parent, shelves, kinds, employees, pile)
    _write(pile, employees)
    return [place.id for place in places]


def _places(
    orders: Sequence[DemoOrder], shelves: Shelves, employees: Mapping[str, int]
) -> list[Place]:
    intents = [
        {"key": f"0:demo-{order.key}", "body_digest": "", "at": order.placed_at} for order in orders
    ]
    numbers = [number_for(pk) for pk in insert_all(Intent, intents)]
    rows = [
        order_row(order, number, new_lines(order, shelves), shelves, employees)
        for order, number in zip(orders, numbers, strict=True)
    ]
    ids = insert_all(Order, rows)
    return [Place(pk, number) for pk, number in zip(ids, numbers, strict=True)]


def _file(
    order: DemoOrder,
    place: Place,
    parent: Filed | None,
    shelves: Shelves,
    kinds: Kinds,
    employees: Mapping[str, int],
    pile: Pile,
) -> Filed:
    if parent:
        lines: Sequence[NewLine] = answering(order, shelves, parent.lines, parent.top)
    else:
        lines = new_lines(order, shelves)
    written = write_lines(place.id, lines)
    ids = {id(line): pk for line, pk in written}
    top = [ids[id(line)] for line in lines]
    _file_parcels(order, place, lines, ids, pile)
    pile.payments += payment_rows(order, place.id)
    pile.holds += hold_rows(order, place.id, AGENT.email)
    pile.past += past_of(order, place.id, place.number)
    if parent and order.relation:
        link = Link(
            order, order.relation, place, parent.place, parent.root, employees[order.author]
        )
        _file_link(link, lines, written, parent, kinds, pile)
    pile.notes += [note_row(note, place.id, employees) for note in order.notes]
    return Filed(place, written, top, parent.root if parent else place)


def _file_parcels(
    order: DemoOrder,
    place: Place,
    lines: Sequence[NewLine],
    ids: Mapping[int, int],
    pile: Pile,
) -> None:
    units: list[list[Row]] = [
        [{"line": ids[id(piece)], "quantity": piece.quantity} for piece in parcels([line])]
        for line in lines
    ]
    pile.shipments += shipment_rows(order, place.id, units)
    sent = set(sent_places(order))
    for position, line in enumerate(lines):
        for piece in parcels([line]):
            if position in sent:
                pile.shipped.append(ids[id(piece)])
            elif order.status not in _GONE and piece.product_id:
                waiting = pile.promised.get(piece.product_id, 0)
                pile.promised[piece.product_id] = waiting + piece.quantity


def _file_link(
    link: Link,
    lines: Sequence[NewLine],
    written: Sequence[tuple[NewLine, int]],
    parent: Filed,
    kinds: Kinds,
    pile: Pile,
) -> None:
    planned = [line for line in lines if isinstance(line, PlannedLine)]
    line_map = line_map_rows([(x, pk) for x, pk in written if isinstance(x, PlannedLine)])
    answers = link.order.lines[0].answers
    sold = parent.top[answers] if answers is not None else 0
    pile.relations.append(relation_row(link, planned, line_map, kinds, sold))
    pile.notes += sentence_rows(link)
    free = sum(line.amounts.given_free for line in flat(lines))
    about = event_data(link, kinds, link.order.total, free)
    at, by = link.order.placed_at, link.order.author
    pile.past.append(Past(at, "order.child_created", link.parent.id, by, about))
    told = {**about, "line_map": line_map}
    pile.past.append(Past(at, "order.created_as_related", link.child.id, by, told))


def _write(pile: Pile, employees: Mapping[str, int]) -> None:
    insert_all(Payment, pile.payments)
    insert_all(Shipment, pile.shipments)
    insert_all(Hold, pile.holds)
    insert_all(Relation, pile.relations)
    insert_all(Note, pile.notes)
    insert_all(Event, event_rows(pile.past, employees))
    for start in range(0, len(pile.shipped), 900):
        some = pile.shipped[start : start + 900]
        OrderLine.objects.filter(pk__in=some).update(shipped=F("quantity"))
    move_stock({pk: Move(committed=units) for pk, units in pile.promised.items()})

"""Writing the demo's orders: in order of time, so that numbers grow and parents come first."""

from collections.abc import Mapping, Sequence

from orderkin.demo.family_rows import (
    Kinds,
    Link,
    Place,
    event_data,
    line_map_rows,
    relation_row,
    sentence_rows,
)
from orderkin.demo.filing import Filed, Pile, write_pile
from orderkin.demo.history import Past, past_of, past_parcels
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
from orderkin.demo.shapes import DemoOrder
from orderkin.demo.stocking import Shelves
from orderkin.families.plans import PlannedLine
from orderkin.orders.lines import NewLine, flat, parcels
from orderkin.orders.models import Intent, Order
from orderkin.orders.numbers import number_for
from orderkin.orders.statuses import OrderStatus
from orderkin.orders.steps import write_lines
from orderkin.sql import insert

_NOT_WAITING = {OrderStatus.CANCELED, OrderStatus.VOID, OrderStatus.QUOTE}


def write_orders(
    orders: Sequence[DemoOrder], shelves: Shelves, employees: Mapping[str, int]
) -> list[int]:
    """Write all orders with everything that hangs on them; returns their ids, oldest first."""
    lines = [new_lines(order, shelves) for order in orders]
    places = _places(orders, lines, shelves, employees)
    kinds = Kinds.read()
    pile = Pile(employees)
    filed: dict[str, Filed] = {}
    for order, place, plain in zip(orders, places, lines, strict=True):
        parent = filed[order.relation.parent] if order.relation else None
        filed[order.key] = _file(order, place, plain, parent, kinds, pile)
    write_pile(pile)
    return [place.id for place in places]


def _places(
    orders: Sequence[DemoOrder],
    lines: Sequence[Sequence[NewLine]],
    shelves: Shelves,
    employees: Mapping[str, int],
) -> list[Place]:
    intents = [
        {"key": f"0:demo-{order.key}", "body_digest": "", "at": order.placed_at} for order in orders
    ]
    numbers = [number_for(pk) for pk in insert(Intent, intents)]
    rows = [
        order_row(order, number, opened, shelves, employees)
        for order, number, opened in zip(orders, numbers, lines, strict=True)
    ]
    ids = insert(Order, rows)
    return [Place(pk, number) for pk, number in zip(ids, numbers, strict=True)]


def _file(
    order: DemoOrder,
    place: Place,
    plain: Sequence[NewLine],
    parent: Filed | None,
    kinds: Kinds,
    pile: Pile,
) -> Filed:
    lines = answering(order, plain, parent.lines, parent.top) if parent else plain
    written = write_lines(place.id, lines)
    ids = {id(line): pk for line, pk in written}
    here = Filed(
        place, written, [ids[id(line)] for line in lines], parent.root if parent else place
    )
    units: list[Row] = [{"line": pk, "quantity": line.quantity} for line, pk in written]
    begun: Row = {"number": place.number, "channel": order.channel, "total": order.total}
    pile.past += past_of(order, place.id, begun, units)
    pile.payments += payment_rows(order, place.id, units)
    pile.holds += hold_rows(order, place.id)
    pile.count(order, [pk for _, pk in written])
    _file_parcels(order, place, lines, ids, pile)
    if parent and order.relation:
        by = pile.employees[order.author]
        link = Link(order, order.relation, place, parent.place, parent.root, by)
        _file_link(link, lines, written, parent, kinds, pile)
    for note in order.notes:
        came_with_it = note.at == order.placed_at
        told = pile.first_notes if came_with_it else pile.notes
        told.append(note_row(note, place.id, pile.employees))
    return here


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
    rows = shipment_rows(order, place.id, units)
    pile.shipments += rows
    pile.past += past_parcels(place.id, rows)
    sent = set(sent_places(order))
    for position, line in enumerate(lines):
        for piece in parcels([line]):
            if position in sent:
                pile.shipped.append(ids[id(piece)])
            elif order.status not in _NOT_WAITING:
                pile.promise(piece)


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
    pile.first_notes += sentence_rows(link)
    free = sum(line.amounts.given_free for line in flat(lines))
    about = event_data(link, kinds, link.order.total, free)
    at, by = link.order.placed_at, link.order.author
    pile.past.append(Past(at, "order.child_created", link.parent.id, by, about))
    told = {**about, "line_map": line_map}
    pile.past.append(Past(at, "order.created_as_related", link.child.id, by, told))

"""A slice of imported orders written set-wise, inside the slice's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from orderkin.activity.recording import Happening, record_first
from orderkin.client.models import Channel
from orderkin.imports import order_rows, trail_rows
from orderkin.imports.balancing import balanced, digest
from orderkin.imports.buyers import customers_for
from orderkin.imports.catalogue import Shelved, products_for
from orderkin.imports.models import ImportOrigin, ImportRun
from orderkin.imports.rows import ImportedOrder
from orderkin.lib.actor import Actor
from orderkin.notes.models import Note
from orderkin.orders.models import Hold, Order, OrderLine, Payment, Shipment
from orderkin.orders.numbers import number_for
from orderkin.products.steps import Move, move_stock
from orderkin.sql import fetch
from orderkin.sql.many import fetch_among, insert_all, stored, table_of

_TAKE_INTENTS = (
    "INSERT INTO orders_intent (key, body_digest, employee_id, at)"
    " SELECT * FROM {source} taken WHERE true"
    " ON CONFLICT (key) DO NOTHING RETURNING id, key"
)
_SHELVED = "SELECT product_id FROM products_stock WHERE product_id {among}"


@dataclass(frozen=True, slots=True)
class Written:
    """An imported order, now here."""

    order: ImportedOrder
    id: int
    number: str


def write_orders(
    orders: Sequence[ImportedOrder], run: ImportRun, channel: Channel, actor: Actor, at: datetime
) -> list[Written]:
    """Write orders that are not here yet, in a fixed number of statements per slice.

    The intent of each is written first: whoever else imports the same order at this moment waits
    there, and then finds it here. Orders taken by somebody else meanwhile are left out.
    """
    if not orders:
        return []
    digests = {order.number: digest(order) for order in orders}
    numbers = _take_intents(digests, channel.pk, actor, at)
    mine = [balanced(order) for order in orders if order.number in numbers]
    if not mine:
        return []
    products = products_for(mine, at)
    customers = customers_for(mine, channel.pk, at)
    rows = [
        order_rows.order_row(order, numbers[order.number], channel, customer, actor, at)
        for order, customer in zip(mine, customers, strict=True)
    ]
    ids = insert_all(Order, rows)
    written = [
        Written(order, pk, numbers[order.number]) for order, pk in zip(mine, ids, strict=True)
    ]
    line_ids = _write_lines(written, products)
    _write_rest(written, line_ids, channel, actor, at)
    _write_origins(written, line_ids, digests, run, channel)
    _promise_stock(written, products)
    _record(written, run, channel, actor, at)
    return written


def _take_intents(
    digests: dict[str, str], channel_id: int, actor: Actor, at: datetime
) -> dict[str, str]:
    """Channel number to the desk's number, for the orders whose intent is new."""
    keys = {f"import:{channel_id}:{name}": name for name in sorted(digests)}
    told = [(key, digests[name], actor.employee_id, stored(at)) for key, name in keys.items()]
    source, params = table_of(told, "text", "text", "bigint", "timestamptz")
    rows = fetch(_TAKE_INTENTS.format(source=source), params)
    return {keys[row.key]: number_for(row.id) for row in rows}


def _write_lines(
    written: Sequence[Written], products: dict[str, Shelved]
) -> dict[int, dict[str, int]]:
    """Lines and components; returns each order's line ids by line key."""
    rows: list[order_rows.Row] = []
    below: list[list[order_rows.Row]] = []
    places: list[tuple[int, str]] = []
    for one in written:
        own, parts = order_rows.line_rows(one.order, one.id, products)
        rows += own
        below += parts
        places += [(one.id, line.key) for line in one.order.lines]
    ids = insert_all(OrderLine, rows)
    components = [
        {**part, "kit_line_id": kit}
        for kit, parts in zip(ids, below, strict=True)
        for part in parts
    ]
    insert_all(OrderLine, components)
    found: dict[int, dict[str, int]] = {one.id: {} for one in written}
    for (order_id, key), pk in zip(places, ids, strict=True):
        found[order_id][key] = pk
    return found


def _write_rest(
    written: Sequence[Written],
    line_ids: dict[int, dict[str, int]],
    channel: Channel,
    actor: Actor,
    at: datetime,
) -> None:
    payments, parcels, notes, holds = [], [], [], []
    for one in written:
        payments += trail_rows.payment_rows(one.order, one.id, line_ids[one.id])
        parcels += trail_rows.shipment_rows(one.order, one.id, line_ids[one.id])
        notes += trail_rows.note_rows(one.order, one.id, channel, at)
        holds += trail_rows.hold_rows(one.order, one.id, actor, at)
    insert_all(Payment, payments)
    insert_all(Shipment, parcels)
    insert_all(Note, notes)
    insert_all(Hold, holds)


def _write_origins(
    written: Sequence[Written],
    line_ids: dict[int, dict[str, int]],
    digests: dict[str, str],
    run: ImportRun,
    channel: Channel,
) -> None:
    insert_all(
        ImportOrigin,
        [
            {
                "order_id": one.id,
                "run_id": run.pk,
                "channel_id": channel.pk,
                "channel_id_there": one.order.channel_id,
                "replaces": one.order.replaces[:80],
                "digest": digests[one.order.number],
                "line_keys": line_ids[one.id],
            }
            for one in written
        ],
    )


def _promise_stock(written: Sequence[Written], products: dict[str, Shelved]) -> None:
    """Open orders promise what has not left yet."""
    units: dict[int, int] = {}
    for one in written:
        if not order_rows.keeps_stock(one.order):
            continue
        sent = order_rows.shipped_units(one.order)
        for line in one.order.lines:
            goods = [(part.sku, part.quantity) for part in line.components]
            for sku, count in goods or [(line.sku, line.quantity - sent.get(line.key, 0))]:
                if sku in products and line.ships:
                    units[products[sku].id] = units.get(products[sku].id, 0) + count
    shelved = fetch_among(_SHELVED, list(units))
    move_stock({row.product_id: Move(committed=units[row.product_id]) for row in shelved})


def _record(
    written: Sequence[Written], run: ImportRun, channel: Channel, actor: Actor, at: datetime
) -> None:
    happened = [
        Happening(
            "order.imported",
            one.id,
            data={
                "number": one.number,
                "channel": channel.name,
                "channel_number": one.order.number,
                "total": one.order.total,
                "currency": one.order.currency,
                "file": run.file_name,
                "run": run.pk,
            },
            words=_words(one),
        )
        for one in written
    ]
    record_first(happened, actor, at)


def _words(one: Written) -> dict[str, object]:
    """What the order is found by; it is new, so nobody has to read it back."""
    order = one.order
    homes = dict.fromkeys(home for home in (order.billing, order.shipping_address) if home)
    return {
        "placed_at": order.placed_at,
        "number": one.number,
        "channel_number": order.number,
        "name": order.customer.name[:200],
        "email": order.customer.email[:254],
        "phone": order.customer.phone[:60],
        "addresses": tuple(homes),
        "skus": tuple(sku for line in order.lines
                      for sku in (line.sku, *(part.sku for part in line.components))),
        "tracking": tuple(parcel.tracking[:120] for parcel in order.shipments),
        "notes": tuple(note.text for note in order.notes),
    }  # fmt: skip

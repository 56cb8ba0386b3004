"""A slice of imported orders written set-wise, inside the slice's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from orderkin.activity.recording import Happening, record_first
from orderkin.client.models import Channel
from orderkin.imports import trail_rows
from orderkin.imports.buyers import customers_for
from orderkin.imports.catalogue import Shelved, products_for
from orderkin.imports.models import ImportOrigin, ImportRun
from orderkin.imports.order_rows import Row
from orderkin.imports.preparing import Prepared
from orderkin.imports.rows import ImportedOrder
from orderkin.lib.actor import Actor
from orderkin.notes.models import Note
from orderkin.orders.models import Hold, Order, OrderLine, Payment, Shipment
from orderkin.orders.numbers import number_for
from orderkin.products.steps import Move, move_stock
from orderkin.sql import fetch, stored
from orderkin.sql.many import fetch_among, insert_all, table_of

_TAKE_INTENTS = (
    "INSERT INTO orders_intent (key, body_digest, employee_id, at)"
    " SELECT * FROM {source} taken WHERE true"
    " ON CONFLICT (key) DO NOTHING RETURNING id, key"
)
_SHELVED = "SELECT product_id FROM products_stock WHERE product_id {among}"


@dataclass(frozen=True, slots=True)
class Written:
    """An imported order, now here."""

    ready: Prepared
    id: int
    number: str

    @property
    def order(self) -> ImportedOrder:
        return self.ready.order


def write_orders(
    orders: Sequence[Prepared], run: ImportRun, channel: Channel, actor: Actor, at: datetime
) -> list[Written]:
    """Write orders that are not here yet, in a fixed number of statements per slice.

    The intent of each is written first: whoever else imports the same order at this moment waits
    there, and then finds it here. Orders taken by somebody else meanwhile are left out.
    """
    if not orders:
        return []
    digests = {one.order.number: one.digest for one in orders}
    numbers = _take_intents(digests, channel.pk, actor, at)
    mine = [one for one in orders if one.order.number in numbers]
    if not mine:
        return []
    told = [one.order for one in mine]
    products = products_for(told, at)
    customers = customers_for(told, channel.pk, at)
    ours = {
        "channel_id": channel.pk,
        "company_id": channel.company_id,
        "created_at": at,
        "created_by_id": actor.employee_id,
    }
    rows = [
        {**one.row, **ours, "number": numbers[one.order.number], "customer_id": customer}
        for one, customer in zip(mine, customers, strict=True)
    ]
    ids = insert_all(Order, rows)
    written = [
        Written(one, pk, numbers[one.order.number]) for one, pk in zip(mine, ids, strict=True)
    ]
    line_ids = _write_lines(written, products)
    _write_rest(written, line_ids, channel, actor, at)
    _write_origins(written, line_ids, run, channel)
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
    ids = iter(
        insert_all(
            OrderLine, [_sold(row, one.id, products) for one in written for row in one.ready.lines]
        )
    )
    components: list[Row] = []
    found: dict[int, dict[str, int]] = {}
    for one in written:
        keys = found[one.id] = {}
        for line, parts, pk in zip(one.order.lines, one.ready.parts, ids, strict=False):
            keys[line.key] = pk
            components += [{**_sold(p, one.id, products), "kit_line_id": pk} for p in parts]
    insert_all(OrderLine, components)
    return found


def _sold(row: Row, order_id: int, products: dict[str, Shelved]) -> Row:
    """The row of a line with its order and its product."""
    product = products.get(str(row["sku"]))
    if product is None:
        return {**row, "order_id": order_id, "product_id": None, "cost": 0}
    return {**row, "order_id": order_id, "product_id": product.id, "cost": product.cost}


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
                "digest": one.ready.digest,
                "line_keys": line_ids[one.id],
            }
            for one in written
        ],
    )


def _promise_stock(written: Sequence[Written], products: dict[str, Shelved]) -> None:
    """Open orders promise what has not left yet."""
    units: dict[int, int] = {}
    for one in written:
        for sku, count in one.ready.promised.items():
            if sku in products:
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
            words={
                "placed_at": one.order.placed_at,
                "number": one.number,
                "channel_number": one.order.number,
                "besides_numbers": one.ready.found_by,
                "notes_text": one.ready.notes,
            },
        )
        for one in written
    ]
    record_first(happened, actor, at)

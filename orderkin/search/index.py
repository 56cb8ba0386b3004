"""Keeping the search index in step with the orders, inside the transaction that changed them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction

from orderkin.customers.addresses import Address
from orderkin.orders.models import Order
from orderkin.search.document import Facts, place, with_numbers
from orderkin.search.engines import joined
from orderkin.search.models import Document
from orderkin.sql import execute, fetch
from orderkin.sql.many import insert_all, table_of
from orderkin.sql.values import document, moment

SLICE = 500


def refresh(order_ids: Sequence[int]) -> None:
    """Write what these orders are found by: one statement reads them, one writes what changed.

    The orders must be locked by (or new in) the running transaction.
    """
    for start in range(0, len(order_ids), SLICE):
        rows = _read(order_ids[start : start + SLICE])
        if rows:
            _write([_document(row) for row in rows])


def add(told: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Write documents from what the orders' action knows of them, sparing the read.

    Words are the fields of `Facts` and `placed_at`; addresses may still be documents.
    """
    for start in range(0, len(told), SLICE):
        _write([_from_words(order_id, words) for order_id, words in told[start : start + SLICE]])


def add_new(told: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Write the documents of many orders that this transaction made: nothing has to be compared.

    Words are the order's `placed_at` and numbers, its `besides_numbers` and its `notes_text`. An
    order that has a document already is refused by the constraint.
    """
    insert_all(
        Document,
        [
            {
                "place": place(words["placed_at"], order_id),
                "order_id": order_id,
                "text": with_numbers(
                    words["number"], words["channel_number"], words["besides_numbers"]
                ),
                "notes": words["notes_text"],
            }
            for order_id, words in told
        ],
    )


def _from_words(order_id: int, words: Mapping[str, Any]) -> tuple[int, int, str, str]:
    homes = tuple(
        home if isinstance(home, Address) else Address.read(home)
        for home in words.get("addresses", ())
    )
    known = {name: value for name, value in words.items() if name != "placed_at"}
    facts = Facts(**{**known, "addresses": homes})
    return place(words["placed_at"], order_id), order_id, facts.text(), facts.notes_text()


def rebuild() -> Iterator[int]:
    """Refresh every order, slice by slice, each in its own transaction; yields how many so far."""
    done, last = 0, 0
    while True:
        with transaction.atomic():
            after = Order.objects.filter(pk__gt=last).order_by("pk")
            ids = list(after.select_for_update().values_list("pk", flat=True)[:SLICE])
            refresh(ids)
        if not ids:
            return
        done, last = done + len(ids), ids[-1]
        yield done


def out_of_step(order_ids: Sequence[int]) -> list[int]:
    """Those of these orders whose document is missing or says something else than the order."""
    kept = {}
    for row in fetch(
        "SELECT place, order_id, text, notes FROM search_document"
        f" WHERE order_id IN {_marks(order_ids)}",
        order_ids,
    ):
        kept[row.order_id] = (row.place, row.text, row.notes)
    wanted = {values[1]: (values[0], *values[2:]) for values in map(_document, _read(order_ids))}
    return [order_id for order_id in order_ids if kept.get(order_id) != wanted.get(order_id)]


def _marks(values: Sequence[object]) -> str:
    return "(" + ", ".join(["%s"] * len(values)) + ")"


def _read(order_ids: Sequence[int]) -> list[Any]:
    if not order_ids:
        return []
    return fetch(
        "SELECT o.id, o.number, o.channel_number, o.placed_at, o.customer_name,"
        " o.customer_email, o.customer_phone, o.billing_address, o.shipping_address,"
        f" (SELECT {joined('l.sku', 'l.position')} FROM orders_orderline l"
        "   WHERE l.order_id = o.id) AS skus,"
        f" (SELECT {joined('s.tracking', 's.id')} FROM orders_shipment s"
        "   WHERE s.order_id = o.id) AS tracking,"
        f" (SELECT {joined('n.text', 'n.id')} FROM notes_note n"
        "   WHERE n.order_id = o.id AND NOT n.is_system) AS notes"
        f" FROM orders_order o WHERE o.id IN {_marks(order_ids)}",
        order_ids,
    )


def _document(row: Any) -> tuple[int, int, str, str]:
    homes = (row.billing_address, row.shipping_address)
    facts = Facts(
        number=row.number,
        channel_number=row.channel_number,
        name=row.customer_name,
        email=row.customer_email,
        phone=row.customer_phone,
        addresses=tuple(Address.read(document(home)) for home in homes),
        skus=tuple((row.skus or "").split("\n")),
        tracking=tuple((row.tracking or "").split("\n")),
        notes=(row.notes or "",),
    )
    return place(moment(row.placed_at), row.id), row.id, facts.text(), facts.notes_text()


def _write(rows: Sequence[tuple[int, int, str, str]]) -> None:
    """Insert or update; a document that says the same already is left alone."""
    source, params = table_of(rows, "bigint", "bigint", "text", "text")
    execute(
        "INSERT INTO search_document (place, order_id, text, notes)"
        f" SELECT * FROM {source} WHERE true"
        " ON CONFLICT (order_id) DO UPDATE SET"
        " place = excluded.place, text = excluded.text, notes = excluded.notes"
        " WHERE search_document.place <> excluded.place"
        " OR search_document.text <> excluded.text OR search_document.notes <> excluded.notes",
        params,
    )

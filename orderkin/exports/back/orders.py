"""Orders with their own numbers, lines, money, parcels, holds and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from orderkin.exports import parts
from orderkin.exports.back.body import Body
from orderkin.exports.documents import names_in
from orderkin.exports.names import Ids, line_name
from orderkin.orders.models import Intent, Order, OrderLine
from orderkin.orders.numbers import intent_behind
from orderkin.search import index
from orderkin.sql import fetch_one, insert, on_postgresql
from orderkin.sql.many import insert_all

# The event that says that an export came back whole.
RESTORED = "desk.restored"


def key_of(export: str, number: str) -> str:
    """The intent behind an order that came back with this export."""
    return f"restored:{export}:{number}"


def bring_orders(bodies: Sequence[Body], ids: Ids, *, export: str, at: datetime) -> int:
    """Write the orders that are not here yet; an order with the same number stays as it is."""
    here = set(
        Order.objects.filter(number__in=[body["number"] for body in bodies])
        .order_by("pk")
        .values_list("number", flat=True)
    )
    new = [body for body in bodies if body["number"] not in here]
    if not new:
        return 0
    ids.learn_products(line["product"] for body in new for line in body["lines"])
    _take_numbers([body["number"] for body in new], export, at)
    heads = [
        parts.ORDER.back({k: v for k, v in body.items() if k not in parts.OF_ORDER}, ids.find)
        for body in new
    ]
    order_ids = dict(zip([body["number"] for body in new], insert_all(Order, heads), strict=True))
    ids.know("order", order_ids)
    _bring_lines(new, order_ids, ids)
    ids.learn_lines(name for kind, name in names_in(list(new)) if kind == "line" and name)
    for kind in ("payments", "shipments", "holds", "notes"):
        part = parts.OF_ORDER[kind]
        rows = [
            {**part.back(one, ids.find), "order_id": order_ids[body["number"]]}
            for body in new
            for one in body[kind]
        ]
        insert_all(part.model, rows)
    index.refresh(sorted(order_ids.values()))
    return len(new)


def reserve_numbers(highest: int) -> None:
    """From now on numbers are given beyond `highest`, the largest intent of the file."""
    if on_postgresql() and highest:
        fetch_one(
            "SELECT setval(s.name::regclass, GREATEST(nextval(s.name::regclass), %s)) FROM"
            " (SELECT pg_get_serial_sequence('orders_intent', 'id') AS name) s",
            [highest],
        )


def _take_numbers(numbers: Sequence[str], export: str, at: datetime) -> None:
    """A number that came back is used up, as if its order had been made here."""
    wanted = {intent_behind(number): number for number in numbers}
    own = {pk: number for pk, number in wanted.items() if pk is not None}
    taken = Intent.objects.filter(pk__in=own).order_by("pk").values_list("pk", flat=True)
    gone = set(taken)
    rows = [
        {"id": pk, "key": key_of(export, number), "body_digest": "", "at": at}
        for pk, number in own.items()
        if pk not in gone
    ]
    insert(Intent, rows)


def _bring_lines(bodies: Sequence[Body], orders: Mapping[str, int], ids: Ids) -> None:
    """Kits before what is in them, level by level."""
    waiting = [(body["number"], line) for body in bodies for line in body["lines"]]
    while waiting:
        ready = [(n, x) for n, x in waiting if not x["kit_line"] or ids.find("line", x["kit_line"])]
        if not ready:
            raise LookupError("line")
        rows = [{**parts.LINE.back(x, ids.find), "order_id": orders[n]} for n, x in ready]
        made = insert_all(OrderLine, rows)
        ids.know(
            "line",
            {line_name(n, x["position"]): pk for (n, x), pk in zip(ready, made, strict=True)},
        )
        done = {id(x) for _n, x in ready}
        waiting = [(n, x) for n, x in waiting if id(x) not in done]

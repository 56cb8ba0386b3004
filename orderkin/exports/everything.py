"""Everything the client has, as records: what a full export holds, in the order it stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import models

from orderkin.activity.models import Event
from orderkin.exports import parts
from orderkin.exports.documents import pointed_at
from orderkin.exports.names import Names, line_name
from orderkin.exports.parts import Part
from orderkin.families.models import FormerLink, Recipe, Relation
from orderkin.orders.models import Order
from orderkin.products.models import Product

SLICE = 200

Row = dict[str, Any]
Record = tuple[str, Row]


def records() -> Iterator[Record]:
    """Kind and body of every record; the same rows give the same records in the same order.

    To be called under one snapshot: parents and children are read at different moments.
    """
    names = Names()
    yield from _few(names)
    for ids in _slices(parts.PRODUCT.model):
        yield from _products(ids, names)
    for ids in _slices(Product):
        yield from _parts_of(ids, names)
    for ids in _slices(parts.CUSTOMER.model):
        yield from _customers(ids, names)
    for ids in _slices(Order):
        yield from _orders(ids, names)
    yield from _links("relation", parts.RELATION, Relation, names)
    yield from _links("former_link", parts.FORMER, FormerLink, names)
    for ids in _slices(Order):
        yield from _histories(ids, names)


def count_orders() -> int:
    """How many orders there are, for the progress."""
    return Order.objects.count()


def _few(names: Names) -> Iterator[Record]:
    """Settings, companies, channels, people and rules, by name: few, and some came with the desk.

    Sorted here, because the databases disagree about the order of letters.
    """
    kinds = ("settings", "company", "channel", "employee", "reason", "kind", "recipe")
    few = (parts.SETTINGS, parts.COMPANY, parts.CHANNEL, parts.EMPLOYEE, parts.REASON, parts.KIND,
           parts.RECIPE)  # fmt: skip
    companies = dict(Recipe.objects.order_by("pk").values_list("code", "company_ids"))
    for kind, part in zip(kinds, few, strict=True):
        bodies = [part.out(row, names.of) for row in _rows(part.model, part.attnames)]
        if kind == "recipe":
            for body in bodies:
                ids = companies[body["code"]]
                body["companies"] = [names.of("company", one) for one in ids]
        for body in sorted(bodies, key=_by_name):
            yield kind, body


def _by_name(body: Row) -> str:
    return str(body.get("code") or body.get("email") or body.get("name") or "")


def _products(ids: Sequence[int], names: Names) -> Iterator[Record]:
    prices = _within(parts.PRICE, ids, names)
    stock = _within(parts.STOCK, ids, names)
    for row in _rows(Product, parts.PRODUCT.attnames, ids):
        body = parts.PRODUCT.out(row, names.of)
        body |= {"prices": prices.get(row["id"], []), "stock": stock.get(row["id"], [])}
        yield "product", body


def _parts_of(ids: Sequence[int], names: Names) -> Iterator[Record]:
    """What is in a kit and what goes with a product, once every product is known."""
    names.forget()
    names.learn_products(ids)
    for part, column in ((parts.COMPONENT, "component_id"), (parts.FIT, "other_id")):
        rows = part.model._default_manager.filter(**{f"{part.within}__in": ids})
        names.learn_products(rows.order_by("pk").values_list(column, flat=True))
    components = _within(parts.COMPONENT, ids, names)
    fits = _within(parts.FIT, ids, names)
    for pk in ids:
        if pk in components or pk in fits:
            inside = {"components": components.get(pk, []), "fits": fits.get(pk, [])}
            yield "parts", {"sku": names.of("product", pk), **inside}


def _customers(ids: Sequence[int], names: Names) -> Iterator[Record]:
    addresses = _within(parts.ADDRESS, ids, names)
    for row in _rows(parts.CUSTOMER.model, parts.CUSTOMER.attnames, ids):
        body = parts.CUSTOMER.out(row, names.of)
        yield "customer", {**body, "addresses": addresses.get(row["id"], [])}


def _orders(ids: Sequence[int], names: Names) -> Iterator[Record]:
    names.forget()
    heads = _rows(Order, parts.ORDER.attnames, ids)
    names.know("order", {row["id"]: row["number"] for row in heads})
    hanging = {kind: _raw(part, ids) for kind, part in parts.OF_ORDER.items()}
    lines = [line for rows in hanging["lines"].values() for line in rows]
    numbers = {row["id"]: row["number"] for row in heads}
    names.know("line", {x["id"]: line_name(numbers[x["order_id"]], x["position"]) for x in lines})
    names.learn_products(line["product_id"] for line in lines)
    names.learn_lines(pointed_at([r for rows in hanging.values() for r in rows.values()], "line"))
    for row in heads:
        body = parts.ORDER.out(row, names.of)
        for kind, part in parts.OF_ORDER.items():
            body[kind] = [part.out(one, names.of) for one in hanging[kind].get(row["id"], [])]
        yield "order", body


def _links(kind: str, part: Part, model: type[models.Model], names: Names) -> Iterator[Record]:
    for ids in _slices(model):
        names.forget()
        rows = _rows(model, part.attnames, ids)
        pointing = [column.attname for column in part.columns if column.points == "order"]
        names.learn_orders(row[attname] for row in rows for attname in pointing)
        names.learn_lines(pointed_at(rows, "line"))
        for row in rows:
            yield kind, part.out(row, names.of)


def _histories(ids: Sequence[int], names: Names) -> Iterator[Record]:
    """The events of each order; those of other things stay here."""
    names.forget()
    numbers = dict(Order.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "number"))
    found = Event.objects.filter(subject_kind="order", subject_id__in=ids)
    events: dict[int, list[Row]] = {}
    for row in found.order_by("subject_id", "sequence").values(*parts.EVENT.attnames):
        events.setdefault(row["subject_id"], []).append(row)
    names.learn_notes(numbers)
    names.learn_lines(pointed_at(list(events.values()), "line"))
    for pk in ids:
        told = [parts.EVENT.out(row, names.of) for row in events.get(pk, [])]
        if told:
            yield "history", {"order": numbers[pk], "events": told}


def _slices(model: type[models.Model]) -> Iterator[list[int]]:
    """The ids of a table, slice by slice, in the order in which the rows were made."""
    last = 0
    while True:
        rows = model._default_manager.filter(pk__gt=last).order_by("pk")
        ids = list(rows.values_list("pk", flat=True)[:SLICE])
        if not ids:
            return
        yield ids
        last = ids[-1]


def _rows(
    model: type[models.Model], attnames: Sequence[str], ids: Sequence[int] | None = None
) -> list[Row]:
    rows = model._default_manager.order_by("pk")
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return list(rows.values(*attnames))


def _raw(part: Part, ids: Sequence[int]) -> Mapping[int, list[Row]]:
    """The rows that hang on these, by what they hang on."""
    found: dict[int, list[Row]] = {}
    rows = part.model._default_manager.filter(**{f"{part.within}__in": ids})
    order = "position" if part is parts.LINE else "pk"
    for row in rows.order_by(part.within, order).values(*part.attnames):
        found.setdefault(row[part.within], []).append(row)
    return found


def _within(part: Part, ids: Sequence[int], names: Names) -> dict[int, list[Row]]:
    return {pk: [part.out(row, names.of) for row in rows] for pk, rows in _raw(part, ids).items()}

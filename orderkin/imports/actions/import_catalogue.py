"""Bring in a catalogue: products by SKU, and what kits hold, with the dates it holds for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.imports.amounts import read_amount
from orderkin.imports.cells import rounded
from orderkin.imports.opening import look_at
from orderkin.imports.problems import ImportProblem
from orderkin.imports.readers.catalogue import (
    CatalogueMapping,
    CataloguePart,
    CatalogueProduct,
    catalogue_mapping,
    closing,
    problem,
    read_parts,
    read_products,
)
from orderkin.imports.tables import open_table
from orderkin.lib.actor import Actor
from orderkin.products.models import KitComponent, Product, ProductPrice
from orderkin.products.searching import search_text
from orderkin.sql.many import insert_all


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What came in, what was here, and what was refused with its line and reason."""

    made: int
    already: int
    parts: int
    parts_already: int
    problems: tuple[ImportProblem, ...]


@transaction.atomic(durable=True)
def import_catalogue(
    *,
    actor: Actor,
    products: Path,
    mapping: Mapping[str, Any],
    parts: Path | None = None,
    at: datetime,
) -> Catalogued:
    """Make the products that are not here and the kit components that are not known.

    Prices and cost of products already here stay, but for those that an import of orders made and
    nobody has confirmed; the same files again change nothing. A component that would put a kit into
    itself is refused, one that is here with another quantity or end is told. Raises CannotRead
    for files that are no catalogue.
    """
    guard(actor, "edit_product")
    told = catalogue_mapping(mapping)
    found = list(read_products(open_table(products, look_at(products)), told))
    goods = [one for one in found if isinstance(one, CatalogueProduct)]
    wrong = [one for one in found if isinstance(one, ImportProblem)]
    ids, made = _products(goods, told, at)
    written, known = 0, 0
    if parts is not None:
        rows = list(read_parts(open_table(parts, look_at(parts)), told))
        wrong += [one for one in rows if isinstance(one, ImportProblem)]
        whole = [one for one in rows if isinstance(one, CataloguePart)]
        written, known, refused = _parts(whole, ids)
        wrong += refused
    data = {"made": made, "parts": written, "name": told.name}
    record([Happening("catalogue.imported", 0, subject_kind="catalogue", data=data)], actor, at)
    return Catalogued(made, len(goods) - made, written, known, tuple(wrong))


def _products(
    goods: list[CatalogueProduct], mapping: CatalogueMapping, at: datetime
) -> tuple[dict[str, int], int]:
    """Product ids by catalogue key, and how many of them are new."""
    here = dict(Product.objects.values_list("sku", "id"))
    _confirm(goods, mapping)
    new = list({one.sku: one for one in goods if one.sku not in here}.values())
    ids = insert_all(Product, [_row(one, mapping, at) for one in new])
    here |= {one.sku: pk for one, pk in zip(new, ids, strict=True)}
    insert_all(
        ProductPrice,
        [
            {"product_id": here[one.sku], "currency": mapping.currency, "amount": amount}
            for one in new
            if (amount := _minor(one.price, mapping)) > 0
        ],
    )
    return {one.key: here[one.sku] for one in goods}, len(new)


def _confirm(goods: list[CatalogueProduct], mapping: CatalogueMapping) -> None:
    """What a channel's lines only named is what the catalogue says it is."""
    told = {one.sku: one for one in goods}
    for product in Product.objects.filter(confirmed=False).order_by("pk"):
        one = told.get(product.sku)
        if one is None:
            continue
        product.name, product.barcode, product.confirmed = one.name, one.barcode, True
        product.cost, product.cost_currency = _minor(one.cost, mapping), mapping.currency
        product.search_text = search_text(one.sku, one.name, one.barcode)
        product.version += 1
        product.save()
        amount = _minor(one.price, mapping)
        if amount > 0:
            ProductPrice.objects.update_or_create(
                product=product, currency=mapping.currency, defaults={"amount": amount}
            )


def _row(one: CatalogueProduct, mapping: CatalogueMapping, at: datetime) -> dict[str, object]:
    return {
        "sku": one.sku,
        "name": one.name,
        "barcode": one.barcode,
        "cost": _minor(one.cost, mapping),
        "cost_currency": mapping.currency,
        "search_text": search_text(one.sku, one.name, one.barcode),
        "created_at": at,
    }


def _minor(text: str, mapping: CatalogueMapping) -> int:
    return rounded(read_amount(text, ".").value, mapping.currency) if text else 0


def _parts(
    parts: list[CataloguePart], ids: Mapping[str, int]
) -> tuple[int, int, list[ImportProblem]]:
    """(written, known already, refused) components."""
    wrong = [
        problem("product_missing", one.line, kit=one.kit, part=one.part)
        for one in parts
        if one.kit not in ids or one.part not in ids
    ]
    there = (one for one in parts if {one.kit, one.part} <= ids.keys())
    placed = [(one, ids[one.kit], ids[one.part]) for one in there]
    known = _known()
    round_ = _closing(known, [(kit, part) for _one, kit, part in placed])
    rows: dict[_Key, dict[str, object]] = {}
    already = 0
    for one, kit, part in placed:
        key = (kit, part, one.valid_from)
        if key in known or key in rows:
            already += 1
            told = (one.quantity, one.valid_until)
            if known.get(key, told) != told:
                units = known[key][0]
                wrong.append(problem("part_differs", one.line, kit=one.kit, part=one.part, n=units))
        elif (kit, part) in round_:
            wrong.append(problem("kit_in_itself", one.line, kit=one.kit))
        else:
            rows[key] = {
                "kit_id": kit,
                "component_id": part,
                "quantity": one.quantity,
                "valid_from": one.valid_from,
                "valid_until": one.valid_until,
            }
    KitComponent.objects.bulk_create(KitComponent(**row) for row in rows.values())
    Product.objects.filter(pk__in={row["kit_id"] for row in rows.values()}).update(is_kit=True)
    return len(rows), already, sorted(wrong, key=lambda one: one.line)


# A component as one kit holds it from one day on: kit, part, the day.
_Key = tuple[int, int, date | None]


def _known() -> dict[_Key, tuple[int, date | None]]:
    """The components that are here: how many, and until when."""
    rows = KitComponent.objects.values_list(
        "kit_id", "component_id", "valid_from", "quantity", "valid_until"
    )
    return {(kit, part, first): (quantity, last) for kit, part, first, quantity, last in rows}


def _closing(known: Iterable[_Key], pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The new pairs that would close a circle with each other or with what is here."""
    here = {(kit, part) for kit, part, _first in known}
    edges: dict[int, set[int]] = {}
    for kit, part in {*here, *pairs}:
        edges.setdefault(kit, set()).add(part)
    return closing(edges, set(pairs) - here)

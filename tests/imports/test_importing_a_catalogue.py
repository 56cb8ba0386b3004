"""A catalogue with a bill of materials becomes products and nested kits with dates."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from orderkin.imports.actions.import_catalogue import Catalogued, import_catalogue
from orderkin.imports.readers.catalogue import closing
from orderkin.products.kits import leaves, open_kit
from orderkin.products.models import KitComponent, Product
from orderkin.products.queries import facts_by_id
from tests.imports.bringing_in import someone
from tests.makers import AT

Shared = Callable[[str], Path]
MAPPING = json.loads((Path(__file__).parent / "mappings/bicycles.json").read_text())


def bring_in(shared: Shared, **other: Any) -> Catalogued:
    return import_catalogue(
        actor=someone(),
        products=shared("adventureworks/Product.tsv"),
        parts=shared("adventureworks/BillOfMaterials_open30.tsv"),
        mapping={**MAPPING, **other},
        at=AT,
    )


def data_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [dict(zip(rows[0], row, strict=False)) for row in rows if row[0] == "V"]


@pytest.mark.django_db(transaction=True)
def test_every_product_and_component_comes_in(shared: Shared) -> None:
    done = bring_in(shared)
    goods = data_rows(shared("adventureworks/Product.tsv"))
    parts = data_rows(shared("adventureworks/BillOfMaterials_open30.tsv"))
    inside = [row for row in parts if row["ProductAssemblyID"]]
    assert (done.made, done.parts) == (len(goods), len(inside))
    assert {p.code for p in done.problems} == {"no_kit"}
    assert Product.objects.filter(is_kit=True).count() == len(
        {row["ProductAssemblyID"] for row in inside}
    )


@pytest.mark.django_db(transaction=True)
def test_expired_components_keep_their_dates(shared: Shared) -> None:
    bring_in(shared)
    parts = data_rows(shared("adventureworks/BillOfMaterials_open30.tsv"))
    ended = sum(bool(row["EndDate"] and row["ProductAssemblyID"]) for row in parts)
    assert KitComponent.objects.filter(valid_until__isnull=False).count() == ended


@pytest.mark.django_db(transaction=True)
def test_a_nested_kit_opens_to_its_smallest_parts(shared: Shared) -> None:
    bring_in(shared)
    known = facts_by_id(currency="USD", on=date(2014, 1, 1), skus=["BK-R93R-62"])
    bicycle = next(one for one in known.values() if one.sku == "BK-R93R-62")
    pieces = open_kit(bicycle, 1, known)
    assert len(leaves(pieces)) > len(pieces) > 5


@pytest.mark.django_db(transaction=True)
def test_the_same_catalogue_again_changes_nothing(shared: Shared) -> None:
    first = bring_in(shared)
    again = bring_in(shared)
    assert (again.made, again.parts) == (0, 0)
    assert (again.already, again.parts_already) == (first.made, first.parts)


def test_a_kit_that_contains_itself_is_found_however_deep() -> None:
    edges = {1: {2}, 2: {3}, 3: {1, 4}}
    assert closing(edges, [(3, 1), (3, 4)]) == {(3, 1)}
    assert closing({1: {2, 3}, 2: {4}, 3: {4}}, [(1, 2), (1, 3), (2, 4), (3, 4)]) == set()
    assert closing({1: {1}}, [(1, 1)]) == {(1, 1)}


OWN = {"name": "own", "currency": "EUR", "products": [["key", "id"], ["sku", "code"],
       ["name", "title"], ["price", "price"]], "parts": [["kit", "of"], ["part", "holds"],
       ["quantity", "units"], ["from", "from"], ["until", "until"]]}  # fmt: skip
GOODS = "id,code,title,price\n1,LAMP-KIT,Lamp in a box,59.00\n2,LAMP,Lamp,49.00\n"


def own(written: Callable[..., Path], parts: str, goods: str = GOODS) -> Catalogued:
    return import_catalogue(
        actor=someone(),
        products=written(goods, "goods.csv"),
        parts=written(f"of,holds,units,from,until\n{parts}", "parts.csv"),
        mapping=OWN,
        at=AT,
    )


@pytest.mark.django_db(transaction=True)
def test_only_what_would_close_a_circle_with_what_is_here_is_refused(
    written: Callable[..., Path],
) -> None:
    own(written, "1,2,1,,\n")
    done = own(written, "1,2,1,,\n2,1,1,2025-01-01,\n")
    assert [(p.code, p.line) for p in done.problems] == [("kit_in_itself", 3)]
    assert KitComponent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_component_that_is_here_otherwise_is_told(written: Callable[..., Path]) -> None:
    own(written, "1,2,1,,\n")
    done = own(written, "1,2,3,,\n1,2,1,2026-05-01,2026-04-01\n")
    told = [(p.code, p.line) for p in done.problems]
    assert sorted(told) == [("dates_reversed", 3), ("part_differs", 2)]
    assert KitComponent.objects.get().quantity == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_channel_only_named_is_what_the_catalogue_says(
    written: Callable[..., Path],
) -> None:
    Product.objects.create(sku="LAMP", name="LAMP", confirmed=False, created_at=AT)
    own(written, "")
    lamp = Product.objects.get(sku="LAMP")
    assert (lamp.name, lamp.confirmed, lamp.prices.get().amount) == ("Lamp", True, 4900)

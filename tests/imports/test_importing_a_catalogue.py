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
from orderkin.imports.readers.catalogue import circles
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
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}}) == {"a"}
    assert circles({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}}) == set()

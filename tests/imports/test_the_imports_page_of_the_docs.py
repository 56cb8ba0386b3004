"""docs/importing.md names every meaning, choice and outcome that the code knows."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from orderkin.imports.actions.import_catalogue import import_catalogue
from orderkin.imports.mapping import FIELDS, CodeRole, Join, Mapping
from orderkin.imports.mapping_files import catalogue_document, mapping_document
from orderkin.imports.models import ImportVerdict
from orderkin.imports.readers.catalogue import PARTS, PRODUCTS, CatalogueMapping
from orderkin.imports.recognising import SHIPPED
from orderkin.products.kits import leaves, open_kit
from orderkin.products.queries import facts_by_id
from tests.imports.bringing_in import someone
from tests.makers import AT

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")


def test_every_meaning_of_a_column_is_named() -> None:
    bare = {name.removeprefix("billing_").removeprefix("shipping_to_") for name in FIELDS}
    assert {name for name in bare if name not in TEXT} == set()


def test_every_outcome_is_explained() -> None:
    outcomes = {"made", "already", "changed", "refused", "skipped", "warning"}
    assert {name for name in outcomes if f"| {name} |" not in TEXT} == set()
    assert ImportVerdict._meta.get_field("outcome").max_length == 8


def test_every_channel_is_named() -> None:
    names = {"shopify", "woocommerce", "amazon", "ebay", "etsy", "tiktok", "faire"}
    assert {mapping.channel for mapping in SHIPPED} == names
    assert {name for name in names if name not in TEXT.casefold()} == set()


def test_every_field_of_a_mapping_is_explained() -> None:
    names = {one.name for shape in (Mapping, Join, CatalogueMapping) for one in fields(shape)}
    assert {name for name in names if f"`{name}`" not in TEXT} == set()
    words = set(get_args(CodeRole)) | {"once", "add", "detect", "before_discount", "lines"}
    assert {word for word in words if f"`{word}`" not in TEXT} == set()


def test_every_meaning_of_a_catalogue_is_explained() -> None:
    assert {name for name in (*PRODUCTS, *PARTS) if f"`{name}`" not in TEXT} == set()


def test_the_mapping_that_is_shown_can_be_used() -> None:
    assert mapping_document(shown("json", 0).encode())["name"] == "my wholesaler"


@pytest.mark.django_db(transaction=True)
def test_the_catalogue_that_is_shown_comes_in_nested_and_dated(tmp_path: Path) -> None:
    products, parts = tmp_path / "products.csv", tmp_path / "parts.csv"
    products.write_text(shown("csv", 0))
    parts.write_text(shown("csv", 1))
    mapping = catalogue_document(shown("json", 1).encode())
    done = import_catalogue(actor=someone(), products=products, parts=parts, mapping=mapping, at=AT)
    assert (done.made, done.parts, done.problems) == (6, 5, ())
    assert bulbs(date(2026, 2, 28)) == {"BULB-60"}
    assert bulbs(date(2026, 3, 1)) == {"BULB-LED"}


def bulbs(on: date) -> set[str]:
    known = facts_by_id(currency="EUR", on=on, skus=["DESK-SET"])
    desk_set = next(one for one in known.values() if one.sku == "DESK-SET")
    found = {piece.product.sku for piece in leaves(open_kit(desk_set, 1, known))}
    return {sku for sku in found if sku.startswith("BULB")}


def shown(kind: str, place: int) -> str:
    """The example of this kind on the page, counted from 0."""
    return str(re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)[place])

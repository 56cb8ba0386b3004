"""A mapping written by hand that is none is refused with one sentence: which file, which field."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click import Command
from click.testing import CliRunner

from orderkin.cli.import_catalogue import import_products
from orderkin.cli.import_orders import import_orders
from orderkin.imports.models import ImportRun
from orderkin.lib.errors import Invalid
from orderkin.products.models import Product
from tests.makers import make_shop

pytestmark = pytest.mark.django_db(transaction=True)

Written = Callable[..., Path]
ORDERS = "order number,date,sku,quantity,price\nA-1,2026-03-02,LAMP,1,5.00\n"
GOODS = "No,Name\nLAMP,Lamp\n"
COLUMNS = [["number", "order number"], ["placed_at", "date"], ["unit_price", "price"]]
WHOLE: dict[str, Any] = {"name": "m", "label": "M", "channel": "other", "columns": COLUMNS}
CATALOGUE: dict[str, Any] = {"name": "c", "currency": "EUR", "products": [["sku", "No"]]}


def refusal(command: Command, *arguments: object) -> str:
    make_shop()
    done = CliRunner().invoke(command, [str(one) for one in arguments])
    assert isinstance(done.exception, Invalid), done.exception
    assert (ImportRun.objects.count(), Product.objects.count()) == (0, 0)
    return str(done.exception)


def without(document: dict[str, Any], *names: str) -> str:
    return json.dumps({name: value for name, value in document.items() if name not in names})


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("{", "not JSON"),
        ("[]", "one JSON object"),
        (without(WHOLE, "columns"), "lacks “columns”"),
        (without(WHOLE, "label"), "lacks “label”"),
        (json.dumps({**WHOLE, "columns": ["number"]}), "“columns”"),
        (json.dumps({**WHOLE, "columns": [["numbr", "No"]]}), "numbr"),
        (json.dumps({**WHOLE, "currency": "EURO"}), "EURO"),
        (json.dumps({**WHOLE, "zone": "Mars/X"}), "Mars/X"),
        (json.dumps({**WHOLE, "paid": "often"}), "“paid”"),
        (json.dumps({**WHOLE, "codes": [["P", "postage"]]}), "postage"),
        (json.dumps({**WHOLE, "joins": [{"key": "a", "to": "b"}]}), "joins 1: needs"),
    ],
)
def test_the_mapping_of_orders_says_file_and_field(
    written: Written, mapping: str, told: str
) -> None:
    said = refusal(import_orders, written(ORDERS), "--mapping", written(mapping, "mine.json"))
    assert "mine.json" in said
    assert told in said


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("nothing", "not JSON"),
        ("[]", "one JSON object"),
        (without(CATALOGUE, "currency"), "lacks “currency”"),
        (without(CATALOGUE, "products"), "lacks “products”"),
        (json.dumps({**CATALOGUE, "products": [["name", "Name"]]}), "products: sku"),
        (json.dumps({**CATALOGUE, "parts": [["kit", "K"]]}), "parts: part"),
        (json.dumps({**CATALOGUE, "only": ["x"]}), "“only”"),
        (json.dumps({**CATALOGUE, "currency": "EURO"}), "EURO"),
    ],
)
def test_the_mapping_of_a_catalogue_says_file_and_field(
    written: Written, mapping: str, told: str
) -> None:
    said = refusal(import_products, written(GOODS), "--mapping", written(mapping, "mine.json"))
    assert "mine.json" in said
    assert told in said


@pytest.mark.parametrize(
    ("option", "value"), [("--zone", "Mars/X"), ("--zone", "Europe"), ("--currency", "EURO")]
)
@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_a_zone_or_currency_that_there_is_not_is_refused_by_name(
    written: Written, option: str, value: str, dry: list[str]
) -> None:
    more = ["--currency", "EUR"] if option == "--zone" else []
    assert value in refusal(import_orders, written(ORDERS), *more, option, value, *dry)


def test_parts_without_their_columns_are_refused(written: Written) -> None:
    make_shop()
    files = (written(GOODS, "goods.csv"), written("A,B\nx,y\n", "parts.csv"))
    mapping = written(json.dumps(CATALOGUE), "mine.json")
    done = CliRunner().invoke(import_products, [*map(str, files), "--mapping", str(mapping)])
    assert (done.exit_code, "lacks “parts”" in done.output) == (1, True)

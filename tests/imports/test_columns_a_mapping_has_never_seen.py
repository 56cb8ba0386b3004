"""A file with more columns than its saved mapping knows: asked about, or named in a warning."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from orderkin.cli.import_orders import import_orders
from orderkin.imports.actions.save_mapping import save_mapping
from orderkin.imports.leftovers import LeftOut, left_out
from orderkin.imports.mapping import read_document
from orderkin.imports.models import ImportRun, ImportVerdict, SavedMapping
from orderkin.imports.opening import look_at
from orderkin.imports.tables import open_table
from orderkin.lib.errors import Invalid
from orderkin.orders.models import Order
from tests.doors import Desk
from tests.imports.bringing_in import bring_in, someone
from tests.makers import AT, make_actor, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

Written = Callable[..., Path]
HEADER = ["Doc", "Day", "Item", "Each"]
MAPPING: dict[str, Any] = {
    "name": "ledger", "label": "Ledger", "channel": "other", "needs": HEADER, "currency": "EUR",
    "columns": [["number", "Doc"], ["placed_at", "Day"], ["sku", "Item"], ["unit_price", "Each"]],
}  # fmt: skip
ROW = "L-1,2026-03-02,LAMP,5.00"
PLAIN = f"Doc,Day,Item,Each,Shelf\n{ROW},B4\n"
SPEAKING = f"Doc,Day,Item,Each,Shelf,Currency,Note\n{ROW},B4,USD,Related order L105 created\n"


def saved(**other: Any) -> None:
    make_shop()
    save_mapping(actor=someone(), name="ledger", document={**MAPPING, **other}, at=AT)


def command(*arguments: object) -> Result:
    return CliRunner().invoke(import_orders, [str(one) for one in arguments])


def warned() -> list[tuple[str, str]]:
    rows = ImportVerdict.objects.filter(outcome="warning").values_list("code", "values")
    return [(code, values.get("columns", "")) for code, values in rows if "columns" in values]


def give(client: Client, table: str) -> str:
    """Where the page leads to with this file."""
    file = io.BytesIO(table.encode())
    file.name = "ledger.csv"
    return str(client.post("/imports/", {"file": file})["Location"])


def signed_in() -> Client:
    return Desk(make_actor("Otto Berg")).client


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_the_command_refuses_what_tells_something(written: Written, dry: list[str]) -> None:
    saved()
    wrong = command(written(SPEAKING), *dry).exception
    assert isinstance(wrong, Invalid)
    assert (wrong.code, "Currency, Note" in str(wrong)) == ("columns_unknown", True)
    assert (Order.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_the_mapping_by_name_accepts_and_the_run_says_what_is_left_out(written: Written) -> None:
    saved()
    assert command(written(SPEAKING), "--mapping", "Ledger").exit_code == 0
    assert Order.objects.get().currency == "EUR"
    assert warned() == [("columns_left_out", "Currency, Note, Shelf")]


def test_a_mapping_that_is_neither_file_nor_saved_is_refused_by_name(written: Written) -> None:
    make_shop()
    assert "nowhere.json" in str(command(written(PLAIN), "--mapping", "nowhere.json").exception)


def test_a_column_that_tells_nothing_is_named_in_one_warning(written: Written) -> None:
    saved()
    assert bring_in(written(PLAIN)).made == 1
    assert warned() == [("columns_left_out", "Shelf")]


def test_the_same_columns_again_say_nothing(written: Written) -> None:
    saved()
    assert bring_in(written(f"Each,Doc,Day,Item\n5.00,{ROW[:-5]}\n")).made == 1
    assert warned() == []


def test_a_mapping_recognised_by_few_columns_leaves_others_out_and_tells(written: Written) -> None:
    saved(needs=["Doc", "Day"])
    assert bring_in(written(SPEAKING)).made == 1
    assert warned() == [("columns_left_out", "Currency, Note")]


def test_an_empty_column_is_no_question(written: Written) -> None:
    path = written(f"Doc,Day,Item,Each,Currency\n{ROW},\n")
    found = left_out(read_document(MAPPING), open_table(path, look_at(path)))
    assert found == LeftOut(told=("Currency",))


def test_the_page_asks_with_the_columns_as_guessed() -> None:
    saved()
    client = signed_in()
    place = give(client, SPEAKING)
    assert (place.startswith("/imports/mapping/"), ImportRun.objects.count()) == (True, 0)
    shown = unescape(client.get(place).content.decode())
    assert "which does not know Currency, Note" in shown
    assert 'value="customer_note" selected' in shown


def test_what_was_answered_is_known_from_then_on() -> None:
    saved()
    client = signed_in()
    place = give(client, SPEAKING)
    told = {"c0": "number", "c1": "placed_at", "c2": "sku", "c3": "unit_price", "c6": "note"}
    client.post(place, {**told, "currency": "EUR", "name": "ledger", "save": "yes"})
    assert SavedMapping.objects.count() == 1
    assert give(client, SPEAKING) == f"/imports/{ImportRun.objects.get().pk}/"

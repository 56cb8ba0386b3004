"""What is said beside a file to import: told when it is wrong, kept when columns are asked."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from orderkin.imports.models import ImportRun
from tests.doors import Desk
from tests.makers import make_actor, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "Belegnr;Wann;Ware;Stück;Einzelpreis\nA-1;03.02.2026;Lampe für Åse;2;49,00\n"
MEANT = {"c0": "number", "c1": "placed_at", "c2": "name", "c3": "quantity", "c4": "unit_price"}


def named(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def give(client: Client, table: bytes = TABLE.encode(), **more: object) -> Any:
    return client.post("/imports/", {"file": named(table, "ledger.csv"), **more})


@pytest.fixture
def client() -> Client:
    make_shop()
    return Desk(make_actor()).client


def html(answer: Any) -> str:
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        (b"{", "The mapping mine.json is not JSON"),
        (b"[]", "The mapping mine.json is not one JSON object"),
        (b'{"name": "m"}', "The mapping mine.json lacks “label”"),
    ],
)
def test_a_broken_mapping_is_told_where_it_can_be_seen(
    client: Client, mapping: bytes, told: str
) -> None:
    answer = give(client, mapping=named(mapping, "mine.json"))
    opened = re.findall(r"<details open>.*?</details>", html(answer), re.DOTALL)
    assert (answer.status_code, len(opened)) == (422, 1)
    assert told in opened[0]


def test_the_section_stays_folded_where_nothing_is_wrong(client: Client) -> None:
    assert "<details open>" not in html(client.get("/imports/"))


def test_what_was_said_is_not_asked_again_where_columns_are_asked(client: Client) -> None:
    said = {"currency": "eur", "date_order": "dmy", "zone": "Europe/Berlin", "decimal_mark": ","}
    form = client.get(give(client, TABLE.encode(), **said)["Location"]).context["form"]
    kept = {name: str(form[name].value()) for name in said}
    assert kept == {**said, "currency": "EUR"}


def test_what_was_said_counts_from_the_first_try_on(client: Client) -> None:
    table = TABLE.replace("Belegnr;Wann;Ware", "Bestellnummer;Datum;Artikel").encode()
    place = give(client, table, currency="eur", date_order="dmy", look="yes")["Location"]
    assert client.get(place).context["tried"].question == ""


def test_a_named_encoding_holds_for_the_columns_and_the_run(client: Client) -> None:
    table = TABLE.replace("Lampe für Åse", "Лампа настольная").encode("cp1251", "replace")
    place = give(client, table, encoding="cp1251")["Location"]
    assert "Лампа настольная" in html(client.get(place))
    answers = {"currency": "EUR", "date_order": "dmy", "decimal_mark": ","}
    client.post(place, {**MEANT, **answers, "dry": "yes"})
    assert ImportRun.objects.get().choices["encoding"] == "cp1251"


@pytest.mark.parametrize(
    ("changed", "label"),
    [({}, "Columns guessed from their names"), ({"c2": "sku"}, "Columns told by hand")],
)
def test_a_run_without_a_saved_mapping_is_called_in_words(
    client: Client, changed: dict[str, str], label: str
) -> None:
    table = TABLE.replace("Belegnr;Wann;Ware;Stück", "Bestellnummer;Datum;Artikel;Menge").encode()
    place = give(client, table)["Location"]
    answers = {"currency": "EUR", "date_order": "dmy", "decimal_mark": ","}
    client.post(place, {**MEANT, **changed, **answers, "dry": "yes"})
    run = ImportRun.objects.get()
    assert (run.label, run.layout) == (label, "columns as guessed")

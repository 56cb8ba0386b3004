"""What is said beside a file to import: told when it is wrong, kept when columns are asked."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

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

"""The mapping page: an unknown table is asked about, tried, saved, and known the next time."""

from __future__ import annotations

import io
import re
import threading
from html import unescape
from typing import Any

import pytest
from django.test import Client

from orderkin.desk.mapping_words import without_words
from orderkin.imports.models import ImportRun, SavedMapping
from orderkin.jobs import worker
from orderkin.lib.actor import Actor
from orderkin.orders.models import Order
from tests.doors import Desk
from tests.makers import make_actor, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = """Belegnr;Wann;Wer;Ware;Stück;Einzelpreis
A-1;03.02.2026;Åse Lindqvist;Lampe;2;49,00
A-1;03.02.2026;Åse Lindqvist;Birne;1;5,90
A-2;25.02.2026;Otto Berg;Regal;1;1.039,99
"""
MEANT = {"c0": "number", "c1": "placed_at", "c2": "customer_name", "c3": "name",
         "c4": "quantity", "c5": "unit_price"}  # fmt: skip
ANSWERS = {"currency": "eur", "date_order": "dmy", "decimal_mark": ",", "tax_included": "no"}


def upload(client: Client, table: str = TABLE, **more: str) -> Any:
    make_shop()
    file = io.BytesIO(table.encode())
    file.name = "ledger.csv"
    return client.post("/imports/", {"file": file, **more})


def signed_in(actor: Actor | None = None) -> Client:
    return Desk(actor or make_actor()).client


def html(answer: Any) -> str:
    return unescape(str(answer.content.decode()))


def work() -> None:
    while worker.do_one("test", threading.Event()):
        pass


def test_every_meaning_a_column_can_have_has_a_name() -> None:
    assert without_words() == set()


def test_an_unknown_table_is_asked_about() -> None:
    client = signed_in()
    place = upload(client)["Location"]
    assert place.startswith("/imports/mapping/")
    shown = html(client.get(place))
    assert "Belegnr" in shown
    assert "Lampe · Birne · Regal" in shown
    assert ImportRun.objects.count() == 0


def test_what_the_file_leaves_open_is_asked() -> None:
    client = signed_in()
    place = upload(client)["Location"]
    shown = html(client.post(place, {**MEANT, "try": "yes"}))
    assert "currency" in re.findall(r'role="alert">.*?</div></div>', shown, re.DOTALL)[0].lower()


def test_the_first_orders_are_shown_as_they_would_come_in() -> None:
    client = signed_in()
    place = upload(client)["Location"]
    shown = html(client.post(place, {**MEANT, **ANSWERS, "try": "yes"}))
    tried = re.findall(r'id="tried">.*?</section>', shown, re.DOTALL)[0]
    assert ("€103.90" in tried, "€1,039.99" in tried) == (True, True)
    assert ImportRun.objects.count() == 0


def test_the_mapped_table_comes_in_and_its_mapping_is_saved() -> None:
    client = signed_in()
    place = upload(client)["Location"]
    client.post(place, {**MEANT, **ANSWERS, "name": "Ledger", "import": "yes"})
    work()
    totals = dict(Order.objects.values_list("channel_number", "total"))
    assert totals == {"A-1": 10390, "A-2": 103999}
    assert SavedMapping.objects.get().name == "Ledger"


def test_the_next_file_of_that_shape_is_known_at_once() -> None:
    client = signed_in()
    place = upload(client)["Location"]
    client.post(place, {**MEANT, **ANSWERS, "name": "Ledger", "save": "yes"})
    again = upload(client, TABLE.replace("A-", "B-"))
    work()
    assert again["Location"] == f"/imports/{ImportRun.objects.get().pk}/"
    assert set(Order.objects.values_list("channel_number", flat=True)) == {"B-1", "B-2"}


def test_a_known_table_can_still_be_looked_at_first() -> None:
    client = signed_in()
    place = upload(client)["Location"]
    client.post(place, {**MEANT, **ANSWERS, "name": "Ledger", "save": "yes"})
    shown = html(client.get(upload(client, look="yes")["Location"]))
    assert "known as Ledger" in shown


def test_without_an_order_number_the_page_says_that_each_row_is_an_order() -> None:
    client = signed_in()
    place = upload(client)["Location"]
    said = "each row becomes an order of its own"
    assert said not in html(client.post(place, {**MEANT, **ANSWERS, "try": "yes"}))
    answer = client.post(place, {**MEANT, **ANSWERS, "c0": "", "try": "yes"})
    assert said in html(answer)
    assert 'value="customer_name" selected' in html(answer)
    for made in (3, 0):
        place = upload(client)["Location"]
        client.post(place, {**MEANT, **ANSWERS, "c0": "", "import": "yes"})
        work()
        assert ImportRun.objects.latest("pk").made == made
    assert Order.objects.count() == 3


def test_a_waiting_file_is_its_givers_alone() -> None:
    place = upload(signed_in())["Location"]
    assert signed_in(make_actor("Otto Berg")).get(place).status_code == 404


def test_what_is_no_table_is_refused_on_the_import_page() -> None:
    answer = upload(signed_in(), "%PDF-1.7 not a table")
    assert answer.status_code == 422
    assert "not a table of orders" in html(answer)

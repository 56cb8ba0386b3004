"""A file is tried first: counts, sums and examples, then the same file comes in at a word."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from orderkin.imports.models import ImportRun, SavedMapping
from orderkin.imports.trials import trial_of
from orderkin.jobs import worker
from orderkin.orders.models import Order
from tests.doors import Desk
from tests.makers import make_actor, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

EXPORT = """Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,\
Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name
#7001,kim@post.example,paid,2026-02-01 10:00:00 +0100,unfulfilled,EUR,20.00,5.00,0.00,25.00,\
2026-02-01 10:00:00 +0100,2,Oak board,10.00,BOARD,Kim Berg
#7002,kim@post.example,paid,2026-02-01 10:00:00 +0100,unfulfilled,EUR,20.00,5.00,0.00,25.00,\
2026-02-01 10:00:00 +0100,x,Oak board,10.00,BOARD,Kim Berg
"""
SET = {
    "orders.csv": "No,Day,Who\nA1,2026-03-02,C1\nA2,2026-03-03,C1\n",
    "lines.csv": "Order,Item,Count,Each\nA1,LAMP,2,10.00\nA2,BOARD,1,7.50\n",
}
MAPPING = {
    "name": "two files", "label": "Two files", "channel": "wholesale",
    "needs": ["No", "Day", "Who"], "currency": "EUR", "zone": "UTC", "decimal_mark": ".",
    "columns": [["number", "No"], ["placed_at", "Day"], ["customer_key", "Who"],
                ["sku", "Item"], ["quantity", "Count"], ["unit_price", "Each"]],
    "joins": [{"needs": ["Order", "Item"], "key": "Order", "to": "No", "adds": "lines"}],
}  # fmt: skip


def signed_in() -> Client:
    client = Desk(make_actor()).client
    make_shop()
    return client


def upload(text: str | bytes, name: str = "orders.csv") -> io.BytesIO:
    file = io.BytesIO(text.encode() if isinstance(text, str) else text)
    file.name = name
    return file


def work() -> None:
    while worker.do_one("test", threading.Event()):
        pass


def tried(client: Client) -> str:
    place = client.post("/imports/", {"file": upload(EXPORT), "try": "yes"})["Location"]
    work()
    return str(place)


def test_a_dry_run_tells_counts_sums_and_examples_and_writes_nothing() -> None:
    client = signed_in()
    shown = client.get(tried(client)).content.decode()
    trial = trial_of(ImportRun.objects.get().pk)
    assert trial is not None
    assert (trial.new, trial.refused, dict(trial.sums)) == (1, 1, {"EUR": 2500})
    assert ("#7001" in shown, "Oak board" in shown, "Lineitem quantity" in shown) == (True,) * 3
    assert Order.objects.count() == 0


def test_the_file_that_was_tried_comes_in_at_a_word() -> None:
    client = signed_in()
    place = tried(client)
    client.post(f"{place}steering/", {"wish": "begin"})
    work()
    assert Order.objects.get().channel_number == "#7001"
    assert ImportRun.objects.get().state == "done"
    said = client.post(f"{place}steering/", {"wish": "begin"}, follow=True).content.decode()
    assert (Order.objects.count(), "already" in said) == (1, True)


def test_a_dry_run_that_nobody_wants_is_stopped() -> None:
    client = signed_in()
    client.post(f"{tried(client)}steering/", {"wish": "cancel"})
    work()
    assert (Order.objects.count(), ImportRun.objects.get().state) == (0, "canceled")


def test_a_dry_run_that_ended_is_discarded_not_stopped() -> None:
    client = signed_in()
    shown = client.get(tried(client)).content.decode()
    assert (">Discard<" in shown, ">Stop<" in shown) == (True, False)


def test_what_is_here_already_is_told_before() -> None:
    client = signed_in()
    place = tried(client)
    client.post(f"{place}steering/", {"wish": "begin"})
    work()
    again = trial_of(int(tried(client).rstrip("/").rpartition("/")[2]))
    assert again is not None
    assert (again.new, again.already) == (0, 1)


def test_a_running_import_shows_its_speed_and_the_time_left() -> None:
    client = signed_in()
    place = tried(client)
    since = timezone.now() - timedelta(seconds=100)
    run = ImportRun.objects.all()
    run.update(state="running", lines=3_000, lines_done=1_000, going_since=since, is_dry_run=False)
    shown = client.get(place).content.decode()
    assert "10 lines per second" in shown
    assert "3 min 2" in shown


def archive() -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in SET.items():
            made.writestr(name, text)
    return upload(out.getvalue(), "set.zip")


def test_files_that_belong_together_come_in_by_a_mapping_given_beside_them() -> None:
    client = signed_in()
    given = {"file": archive(), "mapping": upload(json.dumps(MAPPING), "two.json")}
    client.post("/imports/", given)
    work()
    assert sorted(Order.objects.values_list("total", flat=True)) == [750, 2000]
    assert SavedMapping.objects.get().name == "two files"


def test_the_next_set_is_known_by_the_mapping_that_was_saved() -> None:
    client = signed_in()
    client.post("/imports/", {"file": archive(), "mapping": upload(json.dumps(MAPPING), "m.json")})
    work()
    place = client.post("/imports/", {"file": archive()})["Location"]
    work()
    assert ImportRun.objects.get(pk=int(Path(place).name)).already == 2


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"name": "a"}', json.dumps({**MAPPING, "columns": [["magic", "No"]]}),
     json.dumps({**MAPPING, "columns": 5}), json.dumps({**MAPPING, "joins": ["x"]}),
     json.dumps({**MAPPING, "name": "\x00"}), "[" * 100_000],
)  # fmt: skip
def test_what_is_no_mapping_is_refused_beside_its_input(text: str) -> None:
    client = signed_in()
    given = {"file": archive(), "mapping": upload(text or " ", "m.json")}
    answer = client.post("/imports/", given)
    assert answer.status_code == 422
    assert "he mapping m.json" in answer.content.decode()
    assert not ImportRun.objects.exists()

"""An import is paused, gone on with, stopped and taken back from its page."""

from __future__ import annotations

import io
import threading
from typing import Any

import pytest
from django.test import Client

from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.imports.queries import one_run
from orderkin.jobs import worker
from orderkin.jobs.models import Job
from orderkin.notes.models import Note
from orderkin.orders.models import Order
from tests.doors import Desk
from tests.makers import AT, make_actor, make_order, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "Order number,Date,SKU,Product name,Quantity,Unit price,Currency\n" + "".join(
    f"A-{n},2026-03-0{n},LAMP,Lamp,1,{'x' if n == 3 else 49},EUR\n" for n in range(1, 5)
)
MEANT = {"c0": "number", "c1": "placed_at", "c2": "sku", "c3": "name",
         "c4": "quantity", "c5": "unit_price", "c6": "currency"}  # fmt: skip


def begun() -> tuple[Client, str]:
    client = Desk(make_actor()).client
    make_shop()
    file = io.BytesIO(TABLE.encode())
    file.name = "orders.csv"
    place = client.post("/imports/", {"file": file})["Location"]
    answer = client.post(place, {**MEANT, "tax_included": "no", "import": "yes"})
    return client, str(answer["Location"])


def work() -> None:
    while worker.do_one("test", threading.Event()):
        pass


def test_a_paused_import_waits_until_told_to_go_on() -> None:
    client, place = begun()
    client.post(f"{place}steering/", {"wish": "pause"})
    work()
    assert Order.objects.count() == 0
    client.post(f"{place}steering/", {"wish": "resume"})
    work()
    assert Order.objects.count() == 3


def test_what_came_in_is_taken_back() -> None:
    client, place = begun()
    work()
    client.post(f"{place}steering/", {"wish": "undo"})
    assert (Order.objects.count(), ImportRun.objects.get().state) == (0, "undone")


def test_a_button_that_came_too_late_says_so_on_the_page_of_the_import() -> None:
    client, place = begun()
    work()
    said = client.post(f"{place}steering/", {"wish": "pause"}, follow=True)
    assert (said.redirect_chain[-1][0], said.status_code) == (place, 200)
    assert "This import has ended already." in said.content.decode()


def test_a_stopped_import_that_was_taken_back_says_so() -> None:
    client, place = begun()
    work()
    run = ImportRun.objects.get()
    Job.objects.filter(pk=run.job_id or 0).update(state="canceled")
    ImportRun.objects.update(state="canceled")
    client.post(f"{place}steering/", {"wish": "undo"})
    assert one_run(run.pk).state == "undone"
    assert "undo=ask" not in client.get(place).content.decode()


def test_undo_says_what_stays_with_orders_of_earlier_imports() -> None:
    client, place = begun()
    work()
    run, earlier = ImportRun.objects.get(), make_order()
    ImportVerdict.objects.create(
        run=run, line=2, last_line=2, outcome="changed", code="changed", order=earlier
    )
    asked = client.get(f"{place}?undo=ask").content.decode()
    assert "What this file added to 1 earlier order" in asked
    assert f">{earlier.number}</a>" in asked


def test_undo_asks_first_with_what_goes_and_what_stays() -> None:
    client, place = begun()
    work()
    assert 'value="undo"' not in client.get(place).content.decode()
    worked = Order.objects.earliest("pk")
    Note.objects.create(order=worked, kind="general", text="Called", author_id=1, at=AT)
    asked = client.get(f"{place}?undo=ask").content.decode()
    assert ("Take out 2 orders" in asked, "1 order stays" in asked) == (True, True)
    assert (worked.number in asked, Order.objects.count()) == (True, 3)


def test_one_order_taken_out_is_told_as_one() -> None:
    client, place = begun()
    work()
    for worked in Order.objects.order_by("pk")[:2]:
        Note.objects.create(order=worked, kind="general", text="Called", author_id=1, at=AT)
    said = client.post(f"{place}steering/", {"wish": "undo"}, follow=True).content.decode()
    assert "1 order is taken out." in said


def test_the_list_of_imports_shows_what_changed_also_on_a_phone() -> None:
    client, _place = begun()
    work()
    ImportRun.objects.update(made=0, already=2, changed=7, refused=1)
    shown = client.get("/imports/").content.decode()
    assert '<td class="num wide-only">7</td>' in shown
    assert "Imported 0 · Here already 2 · Changed 7 · Refused 1" in shown


def test_refused_rows_are_told_with_line_and_reason_and_come_back_as_a_file() -> None:
    client, place = begun()
    work()
    shown = client.get(f"{place}?outcome=refused").content.decode()
    assert "Unit price" in shown
    answer: Any = client.get(f"{place}refused/")
    rows = b"".join(answer.streaming_content).decode().splitlines()
    assert [row.split(",")[0] for row in rows] == ["Order number", "A-3"]

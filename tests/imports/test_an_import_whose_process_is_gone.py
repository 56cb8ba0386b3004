"""A process dies at the command line: the desk says so and goes on; it never says Running."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from orderkin.imports import at_hand, queries
from orderkin.imports import run as running
from orderkin.imports.actions.import_slice import import_slice
from orderkin.imports.actions.resume_import import resume_import
from orderkin.imports.actions.start_import import start_import
from orderkin.imports.actions.stop_import import stop_import
from orderkin.imports.models import ImportRun
from orderkin.jobs.models import Job
from orderkin.jobs.queue import LEASE
from orderkin.jobs.worker import do_one
from orderkin.lib.errors import Conflict
from orderkin.orders.models import Order
from tests.doors import Desk
from tests.imports.bringing_in import someone
from tests.imports.test_a_run_in_the_queue import Shared, Written
from tests.makers import make_actor, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

REAL = "shopify_csv/devstore_inr_orders_export_scrubbed.csv"


class _Killed(BaseException):
    """What `kill -9` does: nothing is tidied up."""


@pytest.fixture
def dead(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> ImportRun:
    """A command-line import killed after its first slice."""
    make_shop()
    with (path := shared(REAL)).open("rb") as content:
        told: dict[str, Any] = {"file_name": path.name, "content": content, "queue": False}
        run = start_import(actor=someone(), at=timezone.now(), **told)

    def once(**told: Any) -> ImportRun:
        if told["position"]:
            raise _Killed
        return import_slice(**told)

    with monkeypatch.context() as patched:
        patched.setattr(running, "SLICE_ORDERS", 10)
        patched.setattr(running, "import_slice", once)
        with pytest.raises(_Killed):
            at_hand.carry_on_here(run, someone(), lambda done, total: None)
    return run


def silent_for(seconds: int) -> None:
    """The last sign of life was so long ago."""
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=seconds) + LEASE)


def work() -> bool:
    return do_one("worker", threading.Event())


def test_a_run_that_was_heard_of_a_moment_ago_is_running(dead: ImportRun) -> None:
    silent_for(20)
    assert queries.one_run(dead.pk).state == "running"
    assert not work()


def test_after_a_minute_of_silence_it_is_interrupted(dead: ImportRun) -> None:
    silent_for(61)
    view = queries.one_run(dead.pk)
    assert (view.state, view.pace(timezone.now())) == ("interrupted", None)
    assert "nothing is made twice" in view.problem


def test_the_worker_goes_on_where_the_process_died(dead: ImportRun) -> None:
    silent_for(41)
    assert work()
    assert (queries.one_run(dead.pk).state, Order.objects.count()) == ("done", 51)


def test_go_on_does_the_rest_once(dead: ImportRun) -> None:
    silent_for(61)
    resume_import(actor=someone(), run_id=dead.pk, at=timezone.now())
    assert queries.one_run(dead.pk).state == "waiting"
    assert work()
    assert Order.objects.count() == 51


def test_it_can_be_stopped_at_once(dead: ImportRun) -> None:
    silent_for(61)
    stop_import(actor=someone(), run_id=dead.pk, how="cancel", at=timezone.now())
    assert queries.one_run(dead.pk).state == "canceled"
    assert not work()


def test_a_run_that_never_had_a_job_is_interrupted_too(dead: ImportRun) -> None:
    Job.objects.all().delete()
    long_ago = timezone.now() - timedelta(minutes=5)
    ImportRun.objects.update(job_id=None, going_since=long_ago)
    assert queries.one_run(dead.pk).state == "interrupted"
    resume_import(actor=someone(), run_id=dead.pk, at=timezone.now())
    assert work()
    assert Order.objects.count() == 51


def test_a_run_that_goes_cannot_be_told_to_go_on(dead: ImportRun) -> None:
    silent_for(5)
    with pytest.raises(Conflict, match="not paused"):
        resume_import(actor=someone(), run_id=dead.pk, at=timezone.now())


def test_its_page_and_the_list_say_interrupted_and_offer_go_on(dead: ImportRun) -> None:
    silent_for(61)
    client = Desk(make_actor("Ida Holt")).client
    shown = client.get(f"/imports/{dead.pk}/").content.decode()
    assert ("Interrupted" in shown, "Go on" in shown) == (True, True)
    assert ("the work goes on" in shown, "per second" in shown) == (False, False)
    assert "Interrupted" in client.get("/imports/").content.decode()


def test_the_desk_pauses_an_import_of_the_command_line(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_shop()
    monkeypatch.setattr(running, "SLICE_ORDERS", 1)
    monkeypatch.setattr("orderkin.jobs.running.REPORT_EVERY", 0.0)
    rows = "".join(f"A-{n},2026-03-02,L,1,5.00,EUR\n" for n in range(4))
    path = written("order number,date,sku,quantity,price,currency\n" + rows)
    with path.open("rb") as content:
        told: dict[str, Any] = {"file_name": path.name, "content": content, "queue": False}
        run = start_import(actor=someone(), at=timezone.now(), **told)

    def report(done: int, total: int) -> None:
        if Order.objects.count() == 2:
            stop_import(actor=someone(), run_id=run.pk, how="pause", at=timezone.now())

    at_hand.carry_on_here(run, someone(), report)
    assert (queries.one_run(run.pk).state, Order.objects.count()) == ("paused", 2)

"""The feed tells everything, in order, and nothing is stepped over."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.actors import SYSTEM
from tests.api.door import Program
from tests.makers import AT, make_actor, make_order

# An event is told once its transaction is over, so these commit.
pytestmark = pytest.mark.django_db(transaction=True)


def read_all(program: Program, cursor: str = "", limit: int = 2) -> tuple[list[Any], str]:
    events: list[Any] = []
    while True:
        page = program.get("/events", cursor=cursor, limit=limit).json()
        if not page["items"]:
            return events, page["next"]
        events, cursor = events + page["items"], page["next"]


def test_a_reader_goes_on_where_it_stopped(program: Program) -> None:
    order = make_order()
    seen, cursor = read_all(program)
    assert [e["kind"] for e in seen if e["subject_kind"] == "order"] == ["order.created"]
    assert read_all(program, cursor)[0] == []
    child = program.post(f"/orders/{order.number}/related-orders", {}).json()["number"]
    more, _ = read_all(program, cursor)
    assert [e["kind"] for e in more] == ["order.child_created", "order.created_as_related"]
    assert {e["data"]["number"] for e in more} == {child}
    assert {e["data"]["parent"] for e in more} == {order.number}


def test_events_of_one_order_are_numbered_from_one(program: Program) -> None:
    order = make_order()
    for n in range(3):
        program.post(f"/orders/{order.number}/notes", {"text": f"Note {n}"})
    seen, _ = read_all(program)
    of_order = [
        e["sequence"] for e in seen if e["subject_id"] == order.pk and "order." in e["kind"]
    ]
    assert of_order == [1, 2, 3, 4]


def test_an_event_that_commits_late_is_still_told() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("only on PostgreSQL: SQLite writes one at a time, so none can be late")
    program = Program(make_actor())
    cursor = read_all(program)[1]
    slow, finish = start_slow_event("slow")
    with transaction.atomic():
        record([Happening("test.fast", 2, "test")], SYSTEM, AT)
    early, cursor = read_all(program, cursor)
    finish.set()
    slow.join(20)
    late, _ = read_all(program, cursor)
    assert [e["kind"] for e in early + late] == ["test.slow", "test.fast"]


def start_slow_event(name: str) -> tuple[threading.Thread, threading.Event]:
    """An event whose id is given out now and whose transaction ends when told to."""
    written, finish = threading.Event(), threading.Event()

    def run() -> None:
        with transaction.atomic():
            record([Happening(f"test.{name}", 1, "test")], SYSTEM, AT)
            written.set()
            finish.wait(20)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert written.wait(20)
    return thread, finish

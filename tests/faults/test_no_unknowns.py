"""P7: of every key it can be said whether it is done, running or not done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from orderkin.api import keys
from orderkin.families import writing
from orderkin.orders import running
from orderkin.orders.intents import find_intent
from orderkin.orders.running import IntentState
from tests.api.door import Program
from tests.makers import make_actor, make_order

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20


@pytest.fixture
def half_way(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a Create and stops it in the middle of its transaction, until let go."""
    reached, go_on = threading.Event(), threading.Event()
    write_order = writing._write_order

    def slow(*args: Any) -> int:
        reached.set()
        assert go_on.wait(PATIENCE)
        return write_order(*args)

    monkeypatch.setattr(writing, "_write_order", slow)

    @contextmanager
    def held(program: Program, number: str) -> Iterator[None]:
        thread = threading.Thread(target=create, args=(program, number))
        thread.start()
        try:
            assert reached.wait(PATIENCE)
            yield
        finally:
            go_on.set()
            thread.join(PATIENCE)

    return held


def create(program: Program, number: str) -> None:
    try:
        program.post(f"/orders/{number}/related-orders", {}, key="mine")
    finally:
        connection.close()


def check_told_truly(half_way: Any) -> None:
    """Not done before, running in the middle, done afterwards, with the order's number."""
    parent, program = make_order(), Program(make_actor())
    asking = Program()
    asking.headers = program.headers
    assert asking.get("/idempotency/mine").json()["state"] == "not_done"
    with half_way(program, parent.number):
        assert asking.get("/idempotency/mine").json()["state"] == "running"
    told = asking.get("/idempotency/mine").json()
    assert told["state"] == "done"
    assert asking.get(f"/orders/{told['order']}").json()["family"]["parent"] == parent.number


def test_a_key_is_not_done_then_running_then_done(half_way: Any) -> None:
    check_told_truly(half_way)


def test_another_process_sees_it_running_too(
    half_way: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("only on PostgreSQL: SQLite has one web process, so no other could ask")
    monkeypatch.setattr(running, "known_here", lambda key: False)
    check_told_truly(half_way)


def test_the_check_sees_an_answer_from_committed_rows_alone(
    half_way: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def committed_only(*, key: str, actor: Any, at: Any) -> IntentState:
        made = find_intent(key=key, actor=actor)
        return IntentState("done", made.number) if made else IntentState("not_done")

    monkeypatch.setattr(keys, "state_of", committed_only)
    with pytest.raises(AssertionError, match="running"):
        check_told_truly(half_way)


def test_asking_takes_no_key_away() -> None:
    parent, program = make_order(), Program(make_actor())
    for _ in range(3):
        assert program.get("/idempotency/mine").json()["state"] == "not_done"
    made = program.post(f"/orders/{parent.number}/related-orders", {}, key="mine")
    assert made.status_code == 201
    assert "Idempotent-Replayed" not in made.headers


def test_a_key_belongs_to_who_sent_it() -> None:
    parent, maja, noor = make_order(), Program(make_actor()), Program(make_actor("Noor Haddad"))
    maja.post(f"/orders/{parent.number}/related-orders", {}, key="1")
    assert noor.get("/idempotency/1").json()["state"] == "not_done"
    assert "Idempotent-Replayed" not in (
        noor.post(f"/orders/{parent.number}/related-orders", {}, key="1").headers
    )


def test_a_repeat_that_waits_too_long_is_told_so_and_later_answered_the_same(
    half_way: Any,
) -> None:
    parent, program = make_order(), Program(make_actor())
    again = Program()
    again.headers = program.headers
    with half_way(program, parent.number), impatience():
        refused = again.post(f"/orders/{parent.number}/related-orders", {}, key="mine")
    assert (refused.status_code, refused.json()["code"]) == (409, "still_running")
    assert refused.headers["Retry-After"] == "1"
    answered = again.post(f"/orders/{parent.number}/related-orders", {}, key="mine")
    assert (answered.status_code, answered.headers["Idempotent-Replayed"]) == (201, "true")


@contextmanager
def impatience() -> Iterator[None]:
    """This test's connection waits a fifth of a second for a lock, not ten seconds."""
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA busy_timeout = 200" if sqlite else "SET lock_timeout = '200ms'")
    # On SQLite the writers of one process wait in a line of their own, as long as this says.
    options = connection.settings_dict["OPTIONS"]
    patient = dict(options)
    if sqlite:
        options["timeout"] = 0.2
    try:
        yield
    finally:
        options.update(patient)
        connection.close()

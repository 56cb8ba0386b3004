"""On SQLite the writers of one process go one after another, on one connection.

None is told that it is locked, and none sees or undoes what another is about to write.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper as PlainSqlite
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

from orderkin.config.environment import sqlite
from orderkin.sql.sqlite import base
from orderkin.sql.sqlite.base import DatabaseWrapper

WRITERS = 8


class Handler(ConnectionHandler):
    """Connections to a database of the test's own, by the one or the other backend."""

    def __init__(self, file: Path, wrapper: type[PlainSqlite]) -> None:
        super().__init__({"default": sqlite(file)})
        self.wrapper = wrapper

    def create_connection(self, alias: str) -> PlainSqlite:
        return self.wrapper(self.settings[alias], alias)


@pytest.fixture
def file(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield tmp_path / "line.sqlite3"


def write_at_once(
    file: Path, wrapper: type[PlainSqlite], monkeypatch: pytest.MonkeyPatch
) -> list[int]:
    """Every writer reads the last number and writes the next one, all at the same moment."""
    handler = Handler(file, wrapper)
    monkeypatch.setattr(transaction, "connections", handler)
    with handler["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE turn (number INTEGER)")
    with ThreadPoolExecutor(WRITERS) as pool:
        done = list(pool.map(lambda _n: write(handler), range(WRITERS)))
    handler["default"].close()
    return done


def write(handler: Handler) -> int:
    connection = handler["default"]
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 0")  # to be told at once, instead of waiting
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM turn")
            number = int(cursor.fetchone()[0])
            time.sleep(0.01)
            cursor.execute("INSERT INTO turn VALUES (%s)", [number])
        return number
    finally:
        connection.close()


def test_eight_writers_take_turns(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = write_at_once(file, DatabaseWrapper, monkeypatch)
    assert sorted(numbers) == list(range(1, WRITERS + 1))


def test_without_the_line_they_are_told_that_it_is_locked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OperationalError, match="locked"):
        write_at_once(file, PlainSqlite, monkeypatch)


def test_a_failed_transaction_lets_the_next_one_in(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = Handler(file, DatabaseWrapper)
    monkeypatch.setattr(transaction, "connections", handler)
    for end in (fail, close_inside):
        with pytest.raises((ZeroDivisionError, OperationalError)):
            end(handler)
        with transaction.atomic(), handler["default"].cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS turn (number INTEGER)")
    handler["default"].close()


def fail(_handler: Handler) -> None:
    with transaction.atomic():
        raise ZeroDivisionError


def close_inside(handler: Handler) -> None:
    with transaction.atomic():
        handler["default"].close()
        raise OperationalError


def test_whoever_writes_gets_the_connection_that_wrote_last(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = Handler(file, DatabaseWrapper)
    monkeypatch.setattr(transaction, "connections", handler)
    with ThreadPoolExecutor(1) as elsewhere:
        here, there = _writes_on(handler), elsewhere.submit(_writes_on, handler).result()
        assert here[0] is there[0]
        assert here[1] is not there[1], "reading goes on at each thread's own"
        elsewhere.submit(lambda: handler["default"].close()).result()
    handler["default"].close()


def _writes_on(handler: Handler) -> tuple[Any, Any]:
    with transaction.atomic():
        writes: Any = handler["default"].connection
    return writes, handler["default"].connection


def test_nobody_undoes_or_commits_what_another_wrote(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert storm(file, monkeypatch) == list(range(0, 40, 2))


def test_without_turns_one_undoes_what_another_wrote(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Turnless(base._Line):
        """A planted mistake: one connection, and everybody at once."""

        def __init__(self) -> None:
            super().__init__()
            self.turn: Any = _NoLock()

    monkeypatch.setattr(base, "_lines", defaultdict(Turnless))
    handler = Handler(file, DatabaseWrapper)
    monkeypatch.setattr(transaction, "connections", handler)
    with handler["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE said (number INTEGER)")

    def at_the_same_time() -> None:
        with suppress(DatabaseError), transaction.atomic():
            pass

    with ThreadPoolExecutor(1) as elsewhere, suppress(DatabaseError), transaction.atomic():
        handler["default"].cursor().execute("INSERT INTO said VALUES (2)")
        elsewhere.submit(at_the_same_time).result()
    assert numbers_kept(handler) == []


class _NoLock:
    def acquire(self, timeout: float = 0) -> bool:
        return True

    def release(self) -> None:
        pass


def storm(file: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Forty write a number each, eight at a time; the odd ones change their mind."""
    handler = Handler(file, DatabaseWrapper)
    monkeypatch.setattr(transaction, "connections", handler)
    with handler["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE said (number INTEGER)")

    def say(number: int) -> None:
        with suppress(ZeroDivisionError, DatabaseError), transaction.atomic():
            with handler["default"].cursor() as cursor:
                cursor.execute("INSERT INTO said VALUES (%s)", [number])
                time.sleep(0.002)
            if number % 2:
                raise ZeroDivisionError
        handler["default"].close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(say, range(40)))
    return numbers_kept(handler)


def numbers_kept(handler: Handler) -> list[int]:
    """What stands in the table when all is over."""
    with handler["default"].cursor() as cursor:
        cursor.execute("SELECT number FROM said ORDER BY number")
        kept = [int(row[0]) for row in cursor.fetchall()]
    handler["default"].close()
    return kept


def test_a_file_that_was_put_in_its_place_is_written_to(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a backup that was put back: the old file is gone, whoever still has it open."""
    handler = Handler(file, DatabaseWrapper)
    monkeypatch.setattr(transaction, "connections", handler)
    for _time in range(2):
        with transaction.atomic(), handler["default"].cursor() as cursor:
            cursor.execute("CREATE TABLE turn (number INTEGER)")
        handler["default"].close()
        for part in file.parent.glob("line.sqlite3*"):
            part.unlink()


def test_what_was_told_to_one_connection_holds_for_its_writing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Migrations switch foreign keys off; the connection that others write on has them on."""
    handler = Handler(file, DatabaseWrapper)
    monkeypatch.setattr(transaction, "connections", handler)
    with transaction.atomic(), handler["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE above (id INTEGER PRIMARY KEY)")
        cursor.execute("CREATE TABLE below (above INTEGER REFERENCES above (id))")
    assert handler["default"].disable_constraint_checking()
    with transaction.atomic(), handler["default"].cursor() as cursor:
        cursor.execute("INSERT INTO below VALUES (7)")
    handler["default"].enable_constraint_checking()
    with pytest.raises(IntegrityError), transaction.atomic():
        handler["default"].cursor().execute("INSERT INTO below VALUES (8)")
    handler["default"].close()

"""On SQLite the writers of one process go one after another; none is told that it is locked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import OperationalError, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper as PlainSqlite
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

from orderkin.config.environment import sqlite
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

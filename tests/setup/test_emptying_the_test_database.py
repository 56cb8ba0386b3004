"""What a test left running cannot spoil the next one: the database is emptied all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from orderkin.families.models import Kind
from tests.support import emptying

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lingering() -> Iterator[None]:
    """Somebody who holds a table for longer than an emptying waits, once."""
    if connection.vendor != "postgresql":
        pytest.skip("only on PostgreSQL: SQLite has one writer, who waits for twenty seconds")
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '300ms'")
    holds = Event()

    def hold() -> None:
        with suppress(Exception), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM families_kind")
            holds.set()
            cursor.execute("SELECT pg_sleep(0.8)")
        connection.close()

    reader = Thread(target=hold)
    reader.start()
    assert holds.wait(10)
    yield
    reader.join(10)
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


def test_who_still_reads_is_waited_for(lingering: None) -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert not Kind.objects.exists()


def test_without_patience_the_emptying_fails(
    lingering: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emptying, "TIMES", 1)
    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)

"""Reading everything as it stood at one moment, while the desk goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from orderkin.sql import on_postgresql


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read inside is of one moment; nobody who writes waits for it.

    SQLite reads the moment of its first look at the file: a plain BEGIN, because the desk's own
    transactions begin as writers. PostgreSQL is told to.
    """
    if connection.in_atomic_block:
        # Somebody's transaction is the moment; tests inside one read what they wrote.
        yield
    elif on_postgresql():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")

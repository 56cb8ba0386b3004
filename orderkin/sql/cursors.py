"""Cursors of the hand-written statements: on PostgreSQL prepared, kept, and able to go together.

A statement that is asked thousands of times a minute is parsed and planned once per connection
(its values travel beside it), and a cursor that stays knows how to read the columns already.
Measured: half the client's time and a fifth of the waiting. SQLite's driver does both by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from django.db import transaction
from django.db.backends.utils import CursorWrapper

from orderkin.sql.here import database, on_postgresql

MOST_TOGETHER = 8
# Whose answers nobody reads: another cursor, or an answer that comes late is taken for the next.
UNREAD = MOST_TOGETHER

# One connection belongs to one thread at a time, and so do its cursors.
_kept: WeakKeyDictionary[Any, list[Any]] = WeakKeyDictionary()


def ready_cursor(place: int = 0) -> CursorWrapper:
    """A cursor for a hand-written statement; read it to its end before `place` is used again."""
    here = database()
    if here.connection is None:
        here.ensure_connection()
    raw = _cursors(here.connection)[place] if on_postgresql() else here.ready_cursor(place)
    if here.force_debug_cursor:  # whoever counts statements counts these too
        return here.make_debug_cursor(raw)  # type: ignore[no-any-return]
    return here.make_cursor(raw)  # type: ignore[no-any-return]


def _cursors(link: Any) -> list[Any]:
    known = _kept.get(link)
    if known is None:
        from psycopg import Cursor

        known = _kept[link] = [Cursor(link) for _ in range(MOST_TOGETHER + 1)]
        for cursor in known:
            _speak_plainly(cursor.adapters)
    return known


def _speak_plainly(adapters: Any) -> None:
    """One kind of number on the way there, the driver's own reading of times on the way back.

    Else a number travels as the smallest kind it fits, and a statement is prepared and planned for
    each mixture of kinds, as prices are small and large. Django reads times in Python, because a
    session may have any zone; ours have UTC.
    """
    import psycopg
    from psycopg.types.numeric import Int8Dumper

    times = psycopg.postgres.types["timestamptz"].oid
    reads = psycopg.adapters.get_loader(times, psycopg.pq.Format.TEXT)
    adapters.register_dumper(int, Int8Dumper)
    adapters.register_loader(times, reads)


@contextmanager
def together() -> Iterator[None]:
    """Send what is written inside without waiting for each answer (PostgreSQL's pipeline).

    Whatever is read inside waits for its own answer. What a statement got wrong is raised where an
    answer is awaited, at the latest at the end. SQLite answers at once, there is nothing to wait.
    """
    if not on_postgresql():
        yield
        return
    here = database()
    here.ensure_connection()
    with here.wrap_database_errors, here.connection.pipeline():
        yield


@contextmanager
def one_commit() -> Iterator[None]:
    """A durable transaction, sent together; its COMMIT travels with the last statements.

    Django's own commit then finds nothing open. A COMMIT that fails is raised here, before anybody
    is told that it is done. Within another transaction (as tests are) the other one commits.
    """
    with transaction.atomic(durable=True), together():
        yield
        if on_postgresql() and len(database().atomic_blocks) == 1:
            ready_cursor(UNREAD).execute("COMMIT")

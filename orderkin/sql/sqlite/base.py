"""Django's SQLite, whose writers within one process take turns, on one connection.

SQLite lets a second writer sleep and ask again, longer each time: with eight busy threads some
wait for many turns of the others. Here a transaction begins only after the one before has ended.
Writers of other processes (the worker) still meet at SQLite's own lock, and wait there.

Whoever's turn it is gets the connection that wrote last. A connection forgets every page it knows
as soon as another one has written; four threads with a connection each so read everything anew for
every order they made, which was a third of the time. Reading goes on at each thread's own.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from contextlib import suppress
from functools import lru_cache
from threading import Lock
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base


class _Cursor(base.SQLiteCursorWrapper):
    """Django's, which puts `?` for `%s` into each statement that is asked: here into each once."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is not None:
            return super().convert_query(query, param_names=param_names)
        return _converted(query)


@lru_cache(maxsize=1024)
def _converted(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class _Line:
    """The turns of one database file, and the connection that those who write hand on."""

    def __init__(self) -> None:
        self.turn = Lock()
        self.writer: sqlite3.Connection | None = None
        self.cursors: dict[int, _Cursor] = {}
        self._file: tuple[int, int] | None = None

    def writer_of(self, wrapper: DatabaseWrapper) -> sqlite3.Connection:
        """The connection that wrote last; a new one when the file is another by now."""
        found = os.stat(wrapper.settings_dict["NAME"])  # noqa: PTH116 - asked for each transaction
        file = (found.st_dev, found.st_ino)
        if self.writer is None or file != self._file:
            self.forget()
            self.writer, self._file = wrapper.open_writer(), file
        return self.writer

    def forget(self) -> None:
        """Whoever comes next opens a connection."""
        writer, self.writer = self.writer, None
        self.cursors = {}
        if writer is not None:
            with suppress(sqlite3.Error):
                writer.close()


_lines: defaultdict[str, _Line] = defaultdict(_Line)


class DatabaseWrapper(base.DatabaseWrapper):
    """One thread's connection; from BEGIN to COMMIT or ROLLBACK it is the one that all write on."""

    # False while what was told to this very connection (a PRAGMA) must hold for its writing too.
    hands_on = True
    known_params: dict[str, Any]
    _held: _Line | None = None
    _own: Any = None
    _cursors: dict[int, _Cursor]

    def get_connection_params(self) -> dict[str, Any]:
        self.known_params = super().get_connection_params()
        return self.known_params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self._cursors = {}
        return super().get_new_connection(conn_params)

    def open_writer(self) -> Any:
        """A connection like this one's own, for all to write on."""
        return super().get_new_connection(self.known_params)

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=_Cursor)

    def ready_cursor(self, place: int) -> _Cursor:
        """A cursor of the connection in use, which stays: making one takes longer than asking."""
        self.ensure_connection()
        kept = self._cursors if self._own is None or self._held is None else self._held.cursors
        if place not in kept:
            kept[place] = self.create_cursor()
        return kept[place]

    def disable_constraint_checking(self) -> bool:
        """Migrations may do so; then they write where they said it."""
        self.hands_on = False
        return super().disable_constraint_checking()

    def enable_constraint_checking(self) -> None:
        super().enable_constraint_checking()
        self.hands_on = True

    def _start_transaction_under_autocommit(self) -> None:
        line = _lines[str(self.settings_dict["NAME"])]
        if not line.turn.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")  # what SQLite says after so long
        self._held = line
        try:
            if self.hands_on and not self.is_in_memory_db():
                writer = line.writer_of(self)
                self._own, self.connection = self.connection, writer
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except BaseException:
            self._leave()
            raise

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        """Autocommit again is the end of the transaction, however it ended."""
        try:
            super().set_autocommit(autocommit, *args, **kwargs)
        finally:
            if autocommit:
                self._leave()

    def close(self) -> None:
        """A connection that is closed within a transaction rolls it back."""
        if self._own is not None:
            self._leave()
        try:
            super().close()
        finally:
            self._leave()

    def _leave(self) -> None:
        """Let the next one in; what was neither committed nor rolled back is undone first."""
        held, self._held = self._held, None
        if held is None:
            return
        own, self._own = self._own, None
        try:
            if own is not None:
                writer, self.connection = self.connection, own
                if writer.in_transaction:
                    _undo(held, writer)
        finally:
            held.turn.release()


def _undo(line: _Line, writer: sqlite3.Connection) -> None:
    try:
        writer.rollback()
    except sqlite3.Error:
        line.forget()

"""Django's SQLite, whose writers within one process wait in a line instead of asking again.

SQLite lets a second writer sleep and ask again, longer each time: with eight busy threads some
wait for many turns of the others. Here a transaction begins only after the one before has ended.
Writers of other processes (the worker) still meet at SQLite's own lock, and wait there.
"""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

# A line for each database file.
_lines: defaultdict[str, Lock] = defaultdict(Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection; it holds its place in the line from BEGIN to COMMIT or ROLLBACK."""

    _held: Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        line = _lines[str(self.settings_dict["NAME"])]
        if not line.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")  # what SQLite says after so long
        self._held = line
        try:
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
        try:
            super().close()
        finally:
            self._leave()

    def _leave(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.release()

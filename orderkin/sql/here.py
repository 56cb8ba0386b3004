"""This thread's connection, asked of Django once."""

from __future__ import annotations

import threading
from asyncio import _get_running_loop
from typing import Any

from django.db import connections


class _Here(threading.local):
    database: Any = None


_here = _Here()


def database() -> Any:
    """The connection of this thread: Django's wrapper, open or not.

    Django looks it up anew each time, through two layers that first raise and catch an error to
    see whether they run in an event loop; a create asks fifty times. Within a loop every task may
    have a connection of its own, so there Django is asked.
    """
    if _get_running_loop() is not None:
        return connections["default"]
    if _here.database is None:
        _here.database = connections["default"]
    return _here.database


def on_postgresql() -> bool:
    """Whether this is PostgreSQL, else it is SQLite: for statements that each says its own way."""
    return bool(database().vendor == "postgresql")

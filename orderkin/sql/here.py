"""This thread's connection, asked of Django once."""

from __future__ import annotations

import threading
from typing import Any

from django.db import connections


class _Here(threading.local):
    database: Any = None


_here = _Here()


def database() -> Any:
    """The connection of this thread: Django's wrapper, open or not.

    Django looks it up anew each time, through two layers that first ask whether this is an
    asynchronous thread; a create asks fifty times.
    """
    if _here.database is None:
        _here.database = connections["default"]
    return _here.database


def on_postgresql() -> bool:
    """Whether this is PostgreSQL, else it is SQLite: for statements that each says its own way."""
    return bool(database().vendor == "postgresql")

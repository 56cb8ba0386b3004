"""How much memory a long piece of work holds, and how often leftovers are looked for in it."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections

# Objects made and not yet dropped before rings among them are looked for.
_SELDOM = (100_000, 50, 100)
_lock = threading.Lock()
_asked: list[tuple[int, int, int]] = []


@contextmanager
def without_window() -> Iterator[None]:
    """SQLite maps its file into the process for quick reading; who writes a million rows does not.

    What is mapped counts as the process's memory, up to the whole window.
    """
    if connection.vendor != "sqlite":
        yield
        return
    mine: Any = connections["default"]
    mine.hands_on = False  # it writes where it was told so
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        [before] = cursor.fetchone() or [0]
        cursor.execute("PRAGMA mmap_size = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size = {int(before)}")
        mine.hands_on = True


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Rings of objects are looked for seldom: a slice of a file is 50,000 objects without any.

    What is dropped goes at once all the same. Python looks each time 700 more are held, which is a
    sixth of an import. It counts for the process; whoever asks last puts it back.
    """
    with _lock:
        _asked.append(gc.get_threshold())
        gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        with _lock:
            before = _asked.pop()
            if not _asked:
                gc.set_threshold(*before)

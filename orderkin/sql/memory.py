"""How much memory a long piece of work holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def without_window() -> Iterator[None]:
    """SQLite maps its file into the process for quick reading; who writes a million rows does not.

    What is mapped counts as the process's memory, up to the whole window.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        [before] = cursor.fetchone() or [0]
        cursor.execute("PRAGMA mmap_size = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size = {int(before)}")

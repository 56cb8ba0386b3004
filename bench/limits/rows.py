"""Does the limit write what the desk writes? Rows per transaction and table, from PostgreSQL."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg

# A session's counters reach the statistics within this time.
FLUSH = 1.5


class Written(dict[str, int]):
    """Rows inserted and updated, by table."""


@contextmanager
def counted(url: str) -> Iterator[Written]:
    """What was written while this was open; filled when it closes."""
    found = Written()
    before = _now(url)
    yield found
    for table, rows in _now(url).items():
        if rows > before.get(table, 0):
            found[table] = rows - before.get(table, 0)


def differences(desk: Mapping[str, int], made: int, limit: Mapping[str, int], done: int) -> str:
    """Tables where the two write different numbers of rows per transaction; empty when none."""
    told = []
    for table in sorted({*desk, *limit} - {"django_session"}):
        ours, theirs = desk.get(table, 0) / max(made, 1), limit.get(table, 0) / max(done, 1)
        if abs(ours - theirs) > 0.1:
            told.append(f"{table} {ours:.1f} not {theirs:.1f}")
    return ", ".join(told)


def _now(url: str) -> dict[str, int]:
    time.sleep(FLUSH)
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT relname, n_tup_ins + n_tup_upd FROM pg_stat_user_tables"
        ).fetchall()
    return dict(rows)

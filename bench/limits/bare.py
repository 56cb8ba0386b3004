"""The limit on SQLite: the bare driver in one process, with the settings the desk has."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.limits.pgbench import Limit
from bench.limits.steps import Step
from orderkin.config.environment import sqlite


def measure(file: Path, steps: Sequence[Step], orders: int, *, seconds: float) -> Limit:
    """Do the steps over and over for some seconds."""
    options: Any = sqlite(file)["OPTIONS"]
    driver = sqlite3.connect(file, isolation_level=None, timeout=options["timeout"])
    driver.executescript(options["init_command"])
    driver.row_factory = sqlite3.Row
    chance = random.Random(26)
    done, start = 0, time.perf_counter()
    while (now := time.perf_counter()) - start < seconds:
        _once(driver, steps, {"n": chance.randint(1, orders), "key": chance.getrandbits(60)})
        done += 1
    driver.close()
    took = now - start
    return Limit(done / took, took / done * 1000)


def _once(driver: sqlite3.Connection, steps: Sequence[Step], known: dict[str, Any]) -> None:
    for step in steps:
        rows = driver.execute("BEGIN IMMEDIATE" if step.sql == "BEGIN" else step.sql, known)
        found = rows.fetchall()
        if step.keep and found:
            last = found[-1]
            known |= {f"{step.keep}_{name}": last[name] for name in last.keys()}  # noqa: SIM118

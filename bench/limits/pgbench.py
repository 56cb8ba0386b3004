"""The limit on PostgreSQL: pgbench, prepared statements, no other language in between."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.limits.steps import Step
from running.children import must


@dataclass(frozen=True, slots=True)
class Limit:
    """Transactions per second, and what one took on average (milliseconds)."""

    per_second: float
    mean: float


def script(steps: Sequence[Step], orders: int) -> str:
    """The steps as pgbench reads them."""
    lines = [f"\\set n random(1, {orders})", "\\set key random(1, 9000000000000000000)"]
    for step in steps:
        end = f" \\aset {step.keep}_" if step.keep else ";"
        lines.append(f"{step.sql}{step.locks}{end}")
    return "\n".join(lines) + "\n"


def measure(programs: Path, address: str, text: str, *, clients: int, seconds: float) -> Limit:
    """Run the script for some seconds; raises Trouble when a transaction failed."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(text)
        file.flush()
        threads = min(clients, 2)
        written = must(
            [
                programs / "pgbench",
                *("--no-vacuum", "--protocol=prepared", f"--file={file.name}"),
                *(f"--client={clients}", f"--jobs={threads}", f"--time={max(1, round(seconds))}"),
                "--random-seed=rand",
                address,
            ],
            "pgbench could not do what is to be measured.",
        )
    failed = re.search(r"number of failed transactions: (\d+)", written)
    rate = re.search(r"tps = ([\d.]+)", written)
    mean = re.search(r"latency average = ([\d.]+) ms", written)
    if not rate or not mean or (failed and int(failed[1])):
        raise ValueError(f"pgbench told something else than expected:\n{written}")
    return Limit(float(rate[1]), float(mean[1]))

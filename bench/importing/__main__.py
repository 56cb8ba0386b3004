"""`python -m bench.importing`: import a made-up file into SQLite and PostgreSQL, and say how fast.

The limit beside each figure is the same machine in the same minute copying the finished rows of
`orders_order` and `orders_orderline` into tables of the same shape: COPY, or executemany.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import places, table
from bench.importing import measure
from bench.table import Row

TARGET = 5_000


def main() -> int:
    """Measure on both databases (or one); 1 when fewer than 5,000 lines a second came in."""
    top = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__)
    top.add_argument("--lines", type=int, default=100_000)
    top.add_argument("--only", choices=["sqlite", "postgresql"])
    top.add_argument("--one", help=argparse.SUPPRESS)
    asked = top.parse_args()
    if asked.one:
        print(measure.one(asked.lines))
        return 0
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="orderkin-bench-") as folder:
        if asked.only != "postgresql":
            rows.append(_in_its_own_process("SQLite", "", asked.lines, Path(folder)))
        if asked.only != "sqlite":
            with places.cluster(None) as address:
                rows.append(_in_its_own_process("PostgreSQL", address, asked.lines, Path(folder)))
    print("\n".join(table.lines(rows)))
    return 1 if any(row.reached is False for row in rows) else 0


def _in_its_own_process(name: str, url: str, lines: int, folder: Path) -> Row:
    data = folder / name
    data.mkdir()
    environment = {
        **os.environ,
        "ORDERKIN_DATA": str(data),
        "ORDERKIN_DATABASE_URL": url,
        "ORDERKIN_HTTPS": "0",
        "DJANGO_SETTINGS_MODULE": "orderkin.config.settings",
    }
    command = [sys.executable, "-m", "bench.importing", "--one", name, "--lines", str(lines)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    pace, limit, memory, size = map(float, done.stdout.split()[-4:])
    return Row(
        work=f"import {lines:,} lines ({size:.0f} MB), {name}",
        figure=f"{pace:,.0f} lines/s, {memory:.0f} MB",
        limit=f"{limit:,.0f} rows/s",
        ratio=f"{pace / limit:.0%}",
        target=f"{TARGET:,} lines/s, 300 MB",
        reached=pace >= TARGET and memory < 300,
    )


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bench`: measure, print the table, keep it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence

from bench import places, table
from bench.table import Row
from bench.work import creating, growing, reading, relatives, searching
from bench.work.reaching import growth
from running import children
from running.saying import Trouble, explain, say

WORK = ("create", "page", "family", "search", "growth")


def parser() -> argparse.ArgumentParser:
    """What can be asked for; nothing means everything, which takes about half an hour."""
    top = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    top.add_argument("--quick", action="store_true", help="10,000 orders only, 5 s each")
    top.add_argument("--orders", type=int, nargs=2, metavar=("SMALL", "LARGE"))
    top.add_argument("--seconds", type=float, help="how long each figure is measured")
    top.add_argument("--only", choices=["postgresql", "sqlite"], help="one database alone")
    top.add_argument("--work", nargs="+", choices=WORK, default=WORK, help="these kinds alone")
    top.add_argument("--server", help="a PostgreSQL server of one's own: postgresql://…")
    return top


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for; 1 when a target was missed."""
    asked = parser().parse_args(arguments)
    seconds = asked.seconds or (5 if asked.quick else 15)
    small, large = asked.orders or ((10_000, 10_000) if asked.quick else (10_000, 1_000_000))
    rows: list[Row] = []
    places.collect_static()
    if asked.only != "sqlite":
        rows += _postgresql(asked, small, large, seconds)
    if asked.only != "postgresql":
        rows += _sqlite(asked, small, large, seconds)
    print("\n".join(table.lines(rows)))
    say(f"Kept in {table.keep(rows, vars(asked))}")
    return 1 if any(row.reached is False for row in rows) else 0


def _postgresql(asked: argparse.Namespace, small: int, large: int, seconds: float) -> Iterator[Row]:
    run = f"{time.time():.0f}"
    with places.cluster(asked.server) as address:
        before = None
        if "growth" in asked.work and small != large:
            before = _pace(places.on_postgresql(address, small), seconds, run)
        database = places.on_postgresql(address, large)
        with places.serving(database.url) as port:
            after = growing.pace(database, port, seconds, f"{run}-l")
            if "create" in asked.work:
                yield from creating.on_postgresql(database, port, seconds, run)
            if "page" in asked.work:
                yield from reading.on_postgresql(database, port, seconds, run)
            if "family" in asked.work:
                yield from relatives.of_two_hundred(database, port, seconds, run, "PostgreSQL")
            if "search" in asked.work:
                yield from searching.over_the_api(database, port, "PostgreSQL")
        names = ("create", "Order Details page")
        for name, first, last in zip(names, before or (), after, strict=False):
            yield growth(f"{name}, {large:,} beside {small:,} orders", first, last)


def _pace(database: places.Database, seconds: float, run: str) -> growing.Pace:
    with places.serving(database.url) as port:
        return growing.pace(database, port, seconds, run)


def _sqlite(asked: argparse.Namespace, small: int, large: int, seconds: float) -> Iterator[Row]:
    run = f"{time.time():.0f}"
    if {"create", "family"} & set(asked.work):
        database = places.on_sqlite(small)
        with places.serving(database.url) as port:
            growing.pace(database, port, min(seconds, 4), f"{run}-w")
            if "create" in asked.work:
                yield from creating.on_sqlite(database, port, seconds, run)
            if "family" in asked.work:
                yield from relatives.of_two_hundred(database, port, seconds, run, "SQLite")
    if "search" in asked.work:
        database = places.on_sqlite(large)
        with places.serving(database.url) as port:
            yield from searching.over_the_api(database, port, "SQLite")


def _with_ends(arguments: Sequence[str]) -> int:
    children.listen_for_stop()
    try:
        return main(arguments)
    except Trouble as trouble:
        explain(trouble)
        return 1
    except children.Stopped:
        return 130
    finally:
        children.end_all()


if __name__ == "__main__":
    sys.exit(_with_ends(sys.argv[1:]))

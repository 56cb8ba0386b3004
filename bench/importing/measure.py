"""One measured import, in the process and on the database that the environment names."""

from __future__ import annotations

import csv
import random
import resource
import sqlite3
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

_WORDS = ("Lamp", "Shade", "Shelf", "Board", "Bracket", "Stool", "Chair", "Bulb", "Table", "Frame")
_TOWNS = (("Köln", "DE"), ("Kalmar", "SE"), ("Lyon", "FR"), ("Leeds", "GB"), ("Gdańsk", "PL"))

_BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def one(lines: int) -> str:
    """Lines per second, the limit's rows per second, the most memory and the file's size in MB."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        _write(path, lines)
        size = path.stat().st_size / 1_000_000
        pace = lines / _import(path)
    # The process that writes, and the one that read the file for it.
    memory = sum(resource.getrusage(who).ru_maxrss for who in _BOTH) / 1024
    return f"{pace} {_limit()} {memory} {size}"


def _write(path: Path, lines: int) -> None:
    """2.2 lines an order, as a shop's export: the same file for the same number of lines."""
    draw = random.Random(lines)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["order number", "date", "email", "customer name", "city", "country", "sku",
                      "title", "quantity", "price", "currency", "shipping"])  # fmt: skip
        order, left = 0, 0
        head: list[str] = []
        for _ in range(lines):
            if not left:
                order, left = order + 1, draw.choices((1, 2, 3, 4), (3, 3, 3, 1))[0]
                town, country = draw.choice(_TOWNS)
                at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=order)
                buyer = draw.randrange(lines // 3 + 1)
                head = [f"B-{order}", at.isoformat(), f"buyer{buyer}@shop.example",
                        f"Buyer {buyer}", town, country]  # fmt: skip
            product = draw.randrange(3_000)
            out.writerow([*head, f"SKU-{product:05}", f"{_WORDS[product % 10]} {product}",
                          draw.randint(1, 5), f"{draw.randint(100, 90_000) / 100:.2f}", "EUR",
                          "4.90"])  # fmt: skip
            left -= 1


def _import(path: Path) -> float:
    from orderkin.client.actors import SYSTEM
    from orderkin.client.models import Company
    from orderkin.imports.actions.start_import import start_import
    from orderkin.imports.run import carry_on

    Company.objects.get_or_create(name="Bench")
    began = time.perf_counter()
    with path.open("rb") as content:
        run = start_import(
            actor=SYSTEM,
            file_name=path.name,
            content=content,
            at=datetime.now(UTC),
            queue=False,
        )
    ended = carry_on(run, SYSTEM, lambda done, total: None)
    if ended.state != "done" or ended.refused:
        raise SystemExit(f"The import ended as {ended.state} with {ended.refused} refused.")
    return time.perf_counter() - began


def _limit() -> float:
    """Rows per second of the bare driver, writing what the import left in its two main tables."""
    from django.db import connection

    connection.ensure_connection()
    raw: Any = connection.connection
    work = _copy_postgresql if connection.vendor == "postgresql" else _copy_sqlite
    return work(raw)


def _copy_sqlite(raw: sqlite3.Connection) -> float:
    rows, seconds = 0, 0.0
    for name in ("orders_order", "orders_orderline"):
        found = raw.execute(f"SELECT * FROM {name}").fetchall()
        raw.execute(f"CREATE TABLE limit_{name} AS SELECT * FROM {name} WHERE 0")
        marks = ", ".join(["?"] * len(found[0]))
        began = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(f"INSERT INTO limit_{name} VALUES ({marks})", found)
        raw.execute("COMMIT")
        seconds += time.perf_counter() - began
        rows += len(found)
    return rows / seconds


def _copy_postgresql(raw: Any) -> float:
    rows, seconds = 0, 0.0
    with raw.cursor() as cursor:
        for name in ("orders_order", "orders_orderline"):
            cursor.execute(f"CREATE TABLE limit_{name} (LIKE {name})")
            with cursor.copy(f"COPY {name} TO STDOUT") as told:
                content = [bytes(piece) for piece in told]
            began = time.perf_counter()
            with cursor.copy(f"COPY limit_{name} FROM STDIN") as taken:
                for piece in content:
                    taken.write(piece)
            raw.commit()
            seconds += time.perf_counter() - began
            cursor.execute(f"SELECT count(*) FROM limit_{name}")
            rows += cursor.fetchone()[0]
    return rows / seconds

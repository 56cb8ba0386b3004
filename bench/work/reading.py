"""The Order Details page as a browser gets it, beside pgbench reading the same rows."""

from __future__ import annotations

from bench.client import drive
from bench.limits import pgbench
from bench.limits.known import known
from bench.limits.steps import PAGE
from bench.places import Database
from bench.requests import pages
from bench.table import Row
from bench.work.reaching import rate, refusals, within
from running import postgres


def on_postgresql(database: Database, port: int, seconds: float, run: str) -> list[Row]:
    """One client, then eight; the limit runs right before each."""
    work = "Order Details page"
    text = pgbench.script(known(PAGE, database.ready.signed_in), database.ready.orders)
    programs = postgres.find()
    assert programs is not None
    rows: list[Row] = []
    for clients in (1, 8):
        limit = pgbench.measure(programs, database.url, text, clients=clients, seconds=seconds)
        asked = pages(database.ready, run)
        tally = drive(port, asked, clients=clients, seconds=seconds)
        name = f"{work}, {clients} client{'s' if clients > 1 else ''}"
        rows.append(rate(name, tally, limit, share=0.08 if clients > 1 else None))
        if clients == 1:
            rows.append(within(name, tally, 0.5, 5, limit=limit))
        rows += refusals(name, tally)
    return rows

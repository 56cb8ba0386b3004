"""Create a related order over the API, beside pgbench or the bare driver writing the same rows."""

from __future__ import annotations

from bench.client import Tally, drive
from bench.limits import bare, pgbench
from bench.limits.known import known
from bench.limits.pgbench import Limit
from bench.limits.rows import counted, differences
from bench.limits.steps import CREATE
from bench.places import Database
from bench.requests import creates
from bench.table import Row
from bench.work.reaching import rate, refusals, within
from running import postgres


def on_postgresql(database: Database, port: int, seconds: float, run: str) -> list[Row]:
    """One client, then eight; the limit runs right before each."""
    work = "create a related order"
    with counted(database.url) as by_limit:
        one_limit, many_limit = (_limit(database, n, seconds) for n in (1, 8))
    with counted(database.url) as by_desk:
        one = _measure(database, port, 1, seconds, run)
        many = _measure(database, port, 8, seconds, run)
    done = by_limit.get("orders_intent", 0)
    made = by_desk.get("orders_intent", 0)
    wrong = differences(by_desk, made, by_limit, done)
    return [
        rate(f"{work}, 1 client", one, one_limit, share=None),
        within(f"{work}, 1 client", one, 0.5, 5, limit=one_limit),
        rate(f"{work}, 8 clients", many, many_limit, share=0.2, better=" (stretch 30 %)"),
        within(f"{work}, 8 clients", many, 0.95, 25, limit=many_limit),
        *refusals(work, one),
        *refusals(work, many),
        Row("rows written as by the limit", wrong or "the same", target="same", reached=not wrong),
    ]


def on_sqlite(database: Database, port: int, seconds: float, run: str) -> list[Row]:
    """One client beside the bare driver; eight for how long the slow ones wait."""
    work = "create a related order, SQLite"
    steps = known(CREATE, database.ready.signed_in)
    limit = bare.measure(database.file, steps, database.ready.orders, seconds=seconds)
    one = _measure(database, port, 1, seconds, run)
    many = _measure(database, port, 8, seconds, run)
    return [
        rate(f"{work}, 1 client", one, limit, share=0.4),
        rate(f"{work}, 8 clients", many, limit, share=None),
        within(f"{work}, 8 clients", many, 0.95, 50),
        *refusals(work, one),
        *refusals(work, many),
    ]


def _limit(database: Database, clients: int, seconds: float) -> Limit:
    text = pgbench.script(known(CREATE, database.ready.signed_in), database.ready.orders)
    programs = postgres.find()
    assert programs is not None
    return pgbench.measure(programs, database.url, text, clients=clients, seconds=seconds)


def _measure(database: Database, port: int, clients: int, seconds: float, run: str) -> Tally:
    asked = creates(database.ready, f"{run}-{clients}")
    return drive(port, asked, clients=clients, seconds=seconds)

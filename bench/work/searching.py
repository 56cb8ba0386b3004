"""Search over the API with one client: what is exact, and pieces of names, the worst included."""

from __future__ import annotations

from bench.client import drive
from bench.places import Database
from bench.requests import searches
from bench.table import Row
from bench.work.reaching import refusals, within

MOST_SECONDS = 120


def over_the_api(database: Database, port: int) -> list[Row]:
    """Each text is asked for once, after a few to warm up."""
    ready = database.ready
    drive(port, searches(ready, ready.exact[:20]), clients=1, seconds=MOST_SECONDS)
    exact = drive(port, searches(ready, ready.exact), clients=1, seconds=MOST_SECONDS)
    pieces = drive(port, searches(ready, ready.fragments), clients=1, seconds=MOST_SECONDS)
    size = f"{ready.orders:,} orders"
    return [
        within(f"search a number or e-mail, {size}", exact, 0.95, 4),
        within(f"search a piece of a name, {size}", pieces, 0.95, 20),
        within(f"search a piece of a name, {size}", pieces, 1.0, 100),
        *refusals("search", exact),
        *refusals("search", pieces),
    ]

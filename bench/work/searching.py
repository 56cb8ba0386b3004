"""Search with one client: what is exact, pieces of names, filters, and the palette as one types."""

from __future__ import annotations

from bench.client import Tally, drive
from bench.places import Database
from bench.requests import searches, typing
from bench.table import Row
from bench.work.reaching import refusals, within

MOST_SECONDS = 120
TYPED = 60
# Operators beside words: common with rare, rare with common, what no index leads to.
FILTERED = (
    "status:problem london",
    "status:quote berg",
    "status:completed example",
    "has:children lamp",
    "kind:replacement example",
    "free:yes stra",
    "-status:completed london",
    "created:2025-01..2025-03 london",
    "channel:amazon xqzv",
    "london total:>5000",
    "total:>5000",
)


def over_the_api(database: Database, port: int, name: str) -> list[Row]:
    """Each text is asked for twice: targets are for a desk that has been open for a while.

    The first time reads from the disk what nobody has asked for; it is shown, not judged.
    """
    ready = database.ready
    size = f"{ready.orders:,} orders, {name}"
    drive(port, searches(ready, ready.exact[:20]), clients=1, seconds=MOST_SECONDS)
    (first_exact, exact), (first_pieces, pieces), (_first, filtered) = (
        [drive(port, searches(ready, texts), clients=1, seconds=MOST_SECONDS) for _ in range(2)]
        for texts in (ready.exact, ready.fragments, FILTERED)
    )
    return [
        _first_time(f"search a number or e-mail for the first time, {size}", first_exact),
        _first_time(f"search a piece of a name for the first time, {size}", first_pieces),
        within(f"search a number or e-mail, {size}", exact, 0.95, 4),
        within(f"search a piece of a name, {size}", pieces, 0.95, 20),
        within(f"search a piece of a name, {size}", pieces, 1.0, 100),
        within(f"search with operators, {size}", filtered, 1.0, 150),
        *_at_the_palette(database, port, size),
        *_all_refusals(exact, pieces, filtered),
    ]


def _first_time(work: str, tally: Tally) -> Row:
    return Row(f"{work}, p95", f"{tally.at(0.95):.1f} ms")


def _at_the_palette(database: Database, port: int, size: str) -> list[Row]:
    """Orders, customers, products and pages for every letter that is typed."""
    ready = database.ready
    texts = (*ready.fragments[-8:], *ready.exact[: TYPED // 2], *ready.fragments[:TYPED])
    typed = drive(port, typing(ready, texts), clients=1, seconds=MOST_SECONDS)
    return [
        within(f"palette while typing, {size}", typed, 0.95, 50),
        within(f"palette while typing, {size}", typed, 1.0, 150),
        *refusals("palette", typed),
    ]


def _all_refusals(*tallies: Tally) -> list[Row]:
    return [row for tally in tallies for row in refusals("search", tally)]

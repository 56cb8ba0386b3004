"""Does it get slower as orders grow in number? One client, create and page, small beside large."""

from __future__ import annotations

from bench.client import Tally, drive
from bench.places import Database
from bench.requests import creates, pages

Pace = tuple[Tally, Tally]


def pace(database: Database, port: int, seconds: float, run: str) -> Pace:
    """Creates and pages by one client, after warming up."""
    for clients in (8, 1):
        made = drive(
            port, creates(database.ready, f"{run}-c{clients}"), clients=clients, seconds=seconds / 2
        )
        read = drive(port, pages(database.ready, run), clients=clients, seconds=seconds / 2)
    return made, read

"""Order Details of a family of 200, beside that of an order that stands alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle
from urllib.request import Request, urlopen

from bench.client import Tally, drive
from bench.places import Database
from bench.ready import Ready
from bench.requests import additions, page_of, pages
from bench.table import Row
from bench.work.reaching import growth, refusals

MEMBERS = 200
ROUNDS = 8


def of_two_hundred(
    database: Database, port: int, seconds: float, run: str, where: str
) -> list[Row]:
    """The root's page and that of a child in the middle; in turns, for the machine's moods."""
    ready = database.ready
    root, line = ready.lines[0]
    made = drive(port, additions(ready, root, line, MEMBERS - 1, run), clients=1, seconds=120)
    child = _children(ready, port, root)[MEMBERS // 2]
    asked = {
        "alone": pages(ready, run),
        "root": cycle([page_of(ready, root)]),
        "child": cycle([page_of(ready, child)]),
    }
    found = _in_turns(asked, port, seconds)
    rows = [
        growth(
            f"page of the {who} of a family of {MEMBERS} beside one alone, {where}",
            found["alone"],
            found[who],
            1.5,
        )
        for who in ("root", "child")
    ]
    return [*rows, *refusals("making the family", made)]


def _in_turns(asked: dict[str, Iterator[bytes]], port: int, seconds: float) -> dict[str, Tally]:
    tallies: dict[str, list[Tally]] = {who: [] for who in asked}
    for _round in range(ROUNDS):
        for who, requests in asked.items():
            tallies[who].append(drive(port, requests, clients=1, seconds=seconds / ROUNDS))
    return {who: Tally.together(parts) for who, parts in tallies.items()}


def _children(ready: Ready, port: int, number: str) -> list[str]:
    place = f"http://127.0.0.1:{port}/api/v1/orders/{number}/family"
    asked = Request(place, headers={"Authorization": f"Bearer {ready.token}"})
    with urlopen(asked) as answer:
        found: list[str] = json.load(answer)["children"]
    return found

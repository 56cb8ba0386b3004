"""The requests that are measured, as bytes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from bench.ready import Ready


def _chance(seed: str) -> random.Random:
    return random.Random(seed)


def creates(ready: Ready, run: str) -> Iterator[bytes]:
    """A related order with one free line and a note, for another line of another order each time.

    A second one for the same line would be refused: what was sold once is replaced once.
    """
    for place, (number, line) in enumerate(_unserved(ready)):
        wish = {
            "customer_service_notes": "Arrived broken.",
            "reason": "defective",
            "lines": [{"parent_line": line, "quantity": 1, "price_basis": "free"}],
        }
        yield _create(ready, number, f"{run}-{place}", wish)


def additions(ready: Ready, number: str, line: int, count: int, run: str) -> Iterator[bytes]:
    """So many related orders of one order, each with one more of a line at today's price."""
    wish = {
        "customer_service_notes": "One more, please.",
        "lines": [{"parent_line": line, "quantity": 1, "price_basis": "today"}],
        "lookalike": "make",
    }
    for place in range(count):
        yield _create(ready, number, f"{run}-more-{place}", wish)


def _create(ready: Ready, number: str, key: str, wish: Mapping[str, object]) -> bytes:
    body = json.dumps(wish).encode()
    head = _head(
        "POST",
        f"/api/v1/orders/{number}/related-orders",
        f"Authorization: Bearer {ready.token}",
        f"Idempotency-Key: {key}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    return head + body


_left: dict[str, Iterator[tuple[str, int]]] = {}


def _unserved(ready: Ready) -> Iterator[tuple[str, int]]:
    """Lines that no measurement of this run has taken before, in an order of chance."""
    if ready.token not in _left:
        lines = list(ready.lines)
        _chance("lines").shuffle(lines)
        _left[ready.token] = iter(lines)
    return _left[ready.token]


def pages(ready: Ready, run: str) -> Iterator[bytes]:
    """The Order Details page of any order, as the browser of somebody signed in asks for it."""
    chance = _chance(run)
    while True:
        number, _line = chance.choice(ready.lines)
        yield page_of(ready, number)


def page_of(ready: Ready, number: str) -> bytes:
    """The Order Details page of one order."""
    return _head("GET", f"/orders/{number}/", _cookie(ready), "Accept: text/html")


def searches(ready: Ready, texts: Sequence[str]) -> Iterator[bytes]:
    """The API's list for each typed text, once."""
    for text in texts:
        place = f"/api/v1/orders?limit=20&q={quote(text)}"
        yield _head("GET", place, f"Authorization: Bearer {ready.token}")


def typing(ready: Ready, texts: Sequence[str]) -> Iterator[bytes]:
    """The palette while each text is typed: one request a letter, from the second on."""
    for text in texts:
        for end in range(2, len(text) + 1):
            place = f"/palette/?q={quote(text[:end])}"
            yield _head("GET", place, _cookie(ready), "HX-Request: true")


def _cookie(ready: Ready) -> str:
    # A browser that has been here before sends both.
    return f"Cookie: orderkin_session={ready.session}; orderkin_csrf={'c' * 32}"


def _head(method: str, place: str, *headers: str) -> bytes:
    lines: list[Any] = [f"{method} {place} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]
    return "\r\n".join(lines).encode()

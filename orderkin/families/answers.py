"""What answers a sold line, whatever became of the orders between (pure).

An answer counts as long as its order lives, linked or not. When an order in the middle is canceled,
what was sent for its lines was sent for the lines that it answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from orderkin.families.guarding import LineRole, Served

DEAD = frozenset({"canceled", "void"})


class Answer(NamedTuple):
    """One line of an order that answers a line of another; `quantity` is its units."""

    order: int
    number: str
    is_live: bool
    child_line: int
    line: int
    quantity: int
    role: LineRole
    sku: str = ""


def answers_in(
    order: int, number: str, status: str, line_map: Iterable[Mapping[str, Any]]
) -> Iterator[Answer]:
    """The answers of one stored line map."""
    for entry in line_map:
        yield Answer(
            order,
            number,
            status not in DEAD,
            int(entry["child_line"]),
            int(entry["parent_line"]),
            int(entry["quantity"]),
            entry["role"],
            str(entry.get("sku", "")),
        )


def all_living(number: str, line_map: Iterable[Mapping[str, Any]]) -> Iterator[Served]:
    """What counts of one order's line map, when neither it nor another that answers is dead."""
    for entry in line_map:
        yield Served(
            entry["parent_line"], entry["quantity"], entry["role"], number, entry.get("sku", "")
        )


def counted(answers: Iterable[Answer]) -> list[Served]:
    """What counts for each line: every living answer, once, and those that reach it through others.

    An order that was linked again or moved back is known twice; it is counted once.
    """
    known = {(one.child_line, one.line): one for one in answers}
    below: dict[int, list[Answer]] = {}
    if not all(one.is_live for one in known.values()):
        for one in known.values():
            below.setdefault(one.line, []).append(one)
    return [
        Served(one.line, reached.quantity, role, reached.number, reached.sku)
        for one in known.values()
        for reached, role in _reached(one, one.role, below, frozenset())
    ]


def _reached(
    one: Answer, role: LineRole, below: Mapping[int, list[Answer]], seen: frozenset[int]
) -> Iterator[tuple[Answer, LineRole]]:
    if one.is_live:
        yield one, role
        return
    if one.child_line in seen:
        return
    for further in below.get(one.child_line, ()):
        yield from _reached(further, joined(role, further.role), below, seen | {one.child_line})


def joined(above: LineRole, below: LineRole) -> LineRole:
    """What an answer to an answer is: a sale once on the way stays a sale, a part a part."""
    if "adds" in {above, below}:
        return "adds"
    return "parts" if "parts" in {above, below} else "replaces"

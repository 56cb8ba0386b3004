"""What stands in the way of undoing a related order (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Obstacle = Literal[
    "linked_by_hand",
    "already_undone",
    "canceled",
    "completed",
    "shipped",
    "paid",
    "authorized",
    "has_children",
]


@dataclass(frozen=True, slots=True)
class ChildStanding:
    """The child as it stands. `live_children` are numbers of its own related orders."""

    origin: str
    is_undone: bool
    status: str
    shipped: int
    payments: int
    authorizations: int
    live_children: tuple[str, ...] = ()


def obstacles(child: ChildStanding) -> list[Obstacle]:
    """Everything in the way of undo, or nothing: all of it at once, not one per try."""
    if child.is_undone or child.status == "void":
        return ["already_undone"]
    found: dict[Obstacle, bool] = {
        "linked_by_hand": child.origin != "created",
        "canceled": child.status == "canceled",
        "completed": child.status == "completed" and not child.shipped,
        "shipped": child.shipped > 0,
        "paid": child.payments > 0,
        "authorized": child.authorizations > 0,
        "has_children": bool(child.live_children),
    }
    return [code for code, there in found.items() if there]

"""What stands in the way of undoing a related order (pure)."""

from __future__ import annotations

from dataclasses import dataclass

_SENTENCES = {
    "linked_by_hand": "It was not created here but linked; unlink it instead.",
    "already_undone": "It was already undone.",
    "canceled": "It is canceled.",
    "completed": "It is completed.",
    "shipped": "Something of it has shipped; record a return instead.",
    "paid": "Something was paid; refund it first, then cancel the order.",
    "authorized": "A payment is authorized; let it go first, then cancel the order.",
    "has_children": "It has related orders of its own; undo or move those first.",
}


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


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way: a code, a sentence with the next step, order numbers to open."""

    code: str
    sentence: str
    orders: tuple[str, ...] = ()


def obstacles(child: ChildStanding) -> list[Obstacle]:
    """Everything in the way of undo, or nothing: all of it at once, not one per try."""
    found = {
        "linked_by_hand": child.origin != "created",
        "already_undone": child.is_undone,
        "canceled": child.status == "canceled",
        "completed": child.status == "completed" and not child.shipped,
        "shipped": child.shipped > 0,
        "paid": child.payments > 0,
        "authorized": child.authorizations > 0,
        "has_children": bool(child.live_children),
    }
    return [
        Obstacle(code, _SENTENCES[code], child.live_children if code == "has_children" else ())
        for code, there in found.items()
        if there
    ]

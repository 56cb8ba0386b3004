"""The action behind each bulk verb; apart from the table, since actions may read that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from orderkin.lib.actor import Actor
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.release_hold import release_hold

ACTS: dict[str, Callable[..., object]] = {
    "hold": hold_order,
    "release": release_hold,
    "cancel": cancel_order,
    "note": add_note,
}


def do(verb: str, *, actor: Actor, number: str, at: datetime, arguments: Any) -> None:
    """The verb for one order, as its own action in its own transaction."""
    ACTS[verb](actor=actor, number=number, at=at, **arguments)

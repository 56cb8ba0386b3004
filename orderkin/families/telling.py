"""Telling every order that a change touches: one note each, one event each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from orderkin.activity.recording import Happening, record
from orderkin.lib.actor import Actor
from orderkin.notes.models import Note
from orderkin.orders.models import Order
from orderkin.sql import insert

# The sentence of each change in UTC; the facts beside it let a reader see it in their own zone.
SENTENCES = {
    "guard_overridden": "Guard overridden by {email}: {why}",
    "related_order_undone": "Related order {number} undone by {email} on {when}",
    "orders_linked": "Order {number} linked to {parent} as {kind} by {email} on {when}: {why}",
    "order_unlinked": "Order {number} unlinked from {parent} by {email} on {when}: {why}",
    "order_moved": "Order {number} moved from {before} to {parent} by {email} on {when}: {why}",
    "held_with_relative": "Order {number} set on hold because order {because} was {happened}",
    "canceled_with_relative": "Order {number} canceled because order {because} was {happened}",
    "left_alone": (
        "Order {number} has shipped and was left alone although order {because} was {happened}"
    ),
}


def tell(
    sentence: str,
    orders: Iterable[Order],
    facts: Mapping[str, str],
    actor: Actor,
    at: datetime,
) -> None:
    """Write the sentence as a General note of the system on each of the locked orders."""
    known = {**facts, "sentence": sentence, "email": actor.email, "at": at.isoformat()}
    text = SENTENCES[sentence].format(**known, when=f"{at:%Y-%m-%d %H:%M} UTC")
    rows = [
        {
            "order_id": pk,
            "kind": "general",
            "text": text,
            "is_system": True,
            "facts": known,
            "author_id": actor.employee_id,
            "author_email": actor.email,
            "at": at,
        }
        for pk in sorted({order.pk for order in orders})
    ]
    insert(Note, rows)


def happen(
    kinds: Iterable[tuple[str, Order]], data: Mapping[str, object], actor: Actor, at: datetime
) -> None:
    """Record one event per locked order, all with the same data."""
    events = [
        Happening(kind, order.pk, data={**data, "by": actor.email}, words={})
        for kind, order in kinds
    ]
    record(events, actor, at)

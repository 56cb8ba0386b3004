"""What can be done to many orders at once: one table for the desk, the job and the rights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orderkin.lib.actor import Actor
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.release_hold import release_hold

Act = Callable[..., object]


@dataclass(frozen=True, slots=True)
class BulkVerb:
    """One verb: the right it needs, the action behind it, what it must be told beside the order.

    Without an action the orders are only gathered: an export.
    """

    slug: str
    text: str | Promise
    icon: str
    right: str
    act: Act | None
    told: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


VERBS = {
    verb.slug: verb
    for verb in (
        BulkVerb("hold", _("Set On Hold"), "hand-stop", "hold_order", hold_order,
                 ("reason", "release_when"), ("reason",)),
        BulkVerb("release", _("Release Hold"), "player-play", "release_hold", release_hold),
        BulkVerb("cancel", _("Cancel"), "ban", "cancel_order", cancel_order,
                 ("reason",), ("reason",)),
        BulkVerb("note", _("Add Note"), "note", "add_note", add_note,
                 ("kind", "text", "is_private"), ("kind", "text")),
        BulkVerb("export", _("Export CSV"), "download", "view_orders", None),
    )
}  # fmt: skip


def do(verb: BulkVerb, *, actor: Actor, number: str, at: datetime, arguments: Any) -> None:
    """The verb for one order, as its own action in its own transaction."""
    if verb.act is not None:
        verb.act(actor=actor, number=number, at=at, **arguments)

"""An order of a bulk action is settled by the event itself, in the event's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Refusal
from orderkin.sql import execute, fetch_one, stored


class AlreadySettled(Conflict):
    """Another worker did this order first; what this one did is taken back whole."""

    code = "already_settled"


def settle(happenings: Sequence[Happening], actor: Actor, at: datetime) -> None:
    """Mark the item that this actor is on an errand for; refuse what would be done twice.

    An order brings further events in the same transaction (its relatives follow): they are told
    the same moment and settle nothing more.
    """
    orders = [one.subject_id for one in happenings if one.subject_kind == "order"]
    if not actor.errand or not orders:
        return
    known = fetch_one("SELECT order_id FROM bulk_bulkitem WHERE id = %s", [actor.errand])
    if known is None or known.order_id not in orders:
        return
    moment = stored(at)
    done = fetch_one(
        "UPDATE bulk_bulkitem SET state = 'done', settled_at = %s"
        " WHERE id = %s AND (state = 'waiting' OR settled_at = %s) RETURNING id",
        [moment, actor.errand, moment],
    )
    if not done:
        raise AlreadySettled(_("This order has been done already."))


def refuse(item_id: int, refusal: Refusal, *, at: datetime) -> None:
    """Keep why an order was left as it is; one that another worker settled stays settled."""
    execute(
        "UPDATE bulk_bulkitem SET state = 'refused', code = %s, sentence = %s, settled_at = %s"
        " WHERE id = %s AND state = 'waiting'",
        [refusal.code[:40], refusal.sentence[:500], stored(at), item_id],
    )

"""One intent, one order: the idempotency key is written first, in the order's own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from orderkin.lib.actor import Actor
from orderkin.lib.errors import KeyReused
from orderkin.lib.text import clean
from orderkin.orders.numbers import number_for
from orderkin.sql import fetch_one, on_postgresql, stored

KEY_LIMIT = 180


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys drawn ahead for the order and its first lines; none on SQLite, which is asked anyway.

    Rows that bring their key need no answer before the next statement, so all that a create
    writes travels together.
    """

    order: int | None = None
    lines: tuple[int, ...] = ()


NO_KEYS = Keys()


@dataclass(frozen=True, slots=True)
class Taken:
    """The intent behind a key; `replayed` when its order was made by an earlier request."""

    id: int
    number: str
    replayed: bool
    keys: Keys = NO_KEYS


def scoped(key: str, actor: Actor) -> str:
    """Keys belong to who sends them: two integrations may both count from 1."""
    return f"{actor.employee_id or 0}:{clean(key, field='idempotency_key', limit=KEY_LIMIT)}"


# A key that is known is seen before an id is drawn, so that it leaves no gap in the numbers.
_TAKE = (
    "INSERT INTO orders_intent (key, body_digest, employee_id, at) SELECT %s, %s, %s, %s"
    " WHERE NOT EXISTS (SELECT 1 FROM orders_intent i WHERE i.key = %s)"
    " ON CONFLICT (key) DO NOTHING RETURNING id"
)
# Rows below zero are the keys of deeds, which make no order.
_KNOWN = "SELECT id, body_digest FROM orders_intent WHERE key = %s AND id > 0"
_DRAW = (
    ", nextval(pg_get_serial_sequence('orders_order', 'id')) AS order_id,"
    " ARRAY(SELECT nextval(pg_get_serial_sequence('orders_orderline', 'id'))"
    " FROM generate_series(1, %s)) AS line_ids"
)


def take_intent(
    *, key: str, digest: str, actor: Actor, at: datetime, lines: int | None = None
) -> Taken:
    """Reserve `key` for this transaction, or find the order it already made.

    With `lines`, keys for the order and so many lines are drawn by the same statement. A second
    request with the same key waits here until the first has committed or vanished.
    Raises KeyReused when the key stands for another body.
    """
    whole = scoped(key, actor)
    params = [whole, digest, actor.employee_id, stored(at), whole]
    draws = lines is not None and on_postgresql()
    made = fetch_one(_TAKE + _DRAW, [*params, lines]) if draws else fetch_one(_TAKE, params)
    if made:
        keys = Keys(made.order_id, tuple(made.line_ids)) if draws else NO_KEYS
        return Taken(made.id, number_for(made.id), replayed=False, keys=keys)
    known = fetch_one(_KNOWN, [whole])
    if known is None or known.body_digest != digest:
        raise key_reused()
    return Taken(known.id, number_for(known.id), replayed=True)


def key_reused() -> KeyReused:
    """The refusal for a key that stands for something else."""
    sentence = _("This idempotency key was used for another request. Use a new one.")
    return KeyReused(sentence, field="idempotency_key")


def find_intent(*, key: str, actor: Actor) -> Taken | None:
    """The finished intent behind a key of this actor, or None."""
    row = fetch_one(_KNOWN, [scoped(key, actor)])
    return Taken(row.id, number_for(row.id), replayed=True) if row else None

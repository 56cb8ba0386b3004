"""One deed, done once: the key of a payment, refund, return, parcel or note is written first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from orderkin.lib.actor import Actor
from orderkin.orders.intents import key_reused, scoped
from orderkin.orders.models import Order, no_such_order
from orderkin.sql import fetch_one, stored


@dataclass(frozen=True, slots=True)
class Done:
    """The order something was done to; `replayed` when an earlier request had done it."""

    number: str
    replayed: bool


_TAKE = """
INSERT INTO orders_deed (key, body_digest, employee_id, at, order_id)
SELECT %s, %s, %s, %s, o.id FROM orders_order o
 WHERE o.number = %s
ON CONFLICT (key) DO NOTHING RETURNING id
"""

# Orders and deeds share one unique index of keys: two that come with one key at the same moment
# meet there, whichever they are. Below zero, so that no number is used up.
_RESERVE = """
INSERT INTO orders_intent (id, key, body_digest, employee_id, at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (key) DO NOTHING RETURNING id
"""

_KNOWN = """
SELECT d.body_digest, o.number FROM orders_deed d JOIN orders_order o ON o.id = d.order_id
 WHERE d.key = %s
"""


def take_deed(
    *, key: str | None, verb: str, number: str, asked: object, actor: Actor, at: datetime
) -> Done:
    """Reserve `key` for doing `verb` to the order, or find that it is done.

    `asked` is all that the request says, as JSON can hold it. A second request with the same key
    waits here until the first has committed or vanished, also when the first makes an order. `key`
    is None for callers that do each thing once by other means, as a bulk action's errand. Raises
    NotFound, KeyReused.
    """
    if key is None:
        return Done(number, replayed=False)
    whole, digest = scoped(key, actor), _digest(verb, number, asked)
    about = [whole, digest, actor.employee_id, stored(at)]
    if made := fetch_one(_TAKE, [*about, number]):
        _reserve(made.id, about)
        return Done(number, replayed=False)
    known = fetch_one(_KNOWN, [whole])
    if known is None and not Order.objects.filter(number=number).exists():
        raise no_such_order(number)
    if known is None or known.body_digest != digest:
        raise key_reused()
    return Done(known.number, replayed=True)


def _reserve(deed: int, about: Sequence[object]) -> None:
    if fetch_one(_RESERVE, [-deed, *about]) is None:
        raise key_reused()


def find_deed(*, key: str, actor: Actor) -> Done | None:
    """What was done under a key of this actor, or None."""
    row = fetch_one(_KNOWN, [scoped(key, actor)])
    return Done(row.number, replayed=True) if row else None


def _digest(verb: str, number: str, asked: object) -> str:
    text = json.dumps([verb, number, asked], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""Decide whether a full export may come back to this desk, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.models import Event
from orderkin.client.guarding import guard
from orderkin.exports.back.orders import RESTORED, key_of, reserve_numbers
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.orders.models import Intent, Order
from orderkin.orders.numbers import intent_behind


@dataclass(frozen=True, slots=True)
class Told:
    """The orders of a file: how many, how many of them are here, the highest own number's intent.

    `differs` is the number of one that is here as another order.
    """

    orders: int = 0
    here: int = 0
    highest: int = 0
    differs: str = ""


def compare(told: Told, orders: Mapping[str, tuple[datetime, datetime]]) -> Told:
    """The same with some orders more: number to the moments it was placed and made (UTC)."""
    rows = Order.objects.filter(number__in=list(orders)).order_by("pk")
    known = {n: (placed, made) for n, placed, made in
             rows.values_list("number", "placed_at", "created_at")}  # fmt: skip
    others = (number for number, moments in known.items() if orders[number] != moments)
    behind = [intent_behind(number) or 0 for number in orders]
    return Told(
        told.orders + len(orders),
        told.here + len(known),
        max([told.highest, *behind]),
        told.differs or next(others, ""),
    )


@transaction.atomic(durable=True)
def begin_restore(*, actor: Actor, export: str, told: Told, at: datetime) -> bool:
    """Whether there is anything to bring: not when all of it is here, or came back before.

    A desk without orders takes everything, numbers included; one that stopped in the middle goes
    on. Raises Conflict (desk_not_empty) on a desk with orders of its own.
    """
    guard(actor, "export_everything")
    if Event.objects.filter(kind=RESTORED, data__export=export).exists():
        return False
    begun = Intent.objects.filter(key__startswith=key_of(export, "")).exists()
    if not begun and told.orders and told.here == told.orders and not told.differs:
        return False
    if not begun and Order.objects.exists():
        sentence = _(
            "This desk has orders of its own. A full export comes back to a desk without any:"
            " set one up with an empty database."
        )
        raise Conflict(sentence, code="desk_not_empty")
    reserve_numbers(told.highest)
    return True

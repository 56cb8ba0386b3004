"""Take units back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean
from orderkin.orders import steps
from orderkin.orders.deeds import Done, take_deed
from orderkin.orders.models import Order, OrderLine
from orderkin.orders.running import known_while_running
from orderkin.orders.units import count_up
from orderkin.products.steps import Move, move_stock


@known_while_running
@transaction.atomic(durable=True)
def return_units(
    *,
    actor: Actor,
    number: str,
    units: Mapping[int, int],
    restock: bool,
    note: str = "",
    version: int | None = None,
    key: str | None = None,
    at: datetime,
) -> Done:
    """Record once per `key` what came back, line id to units; `restock` shelves it again.

    The `note` stands in the history.
    """
    guard(actor, "return_units")
    said = clean(note, field="note", limit=300)
    asked = [sorted(units.items()), restock, version, *([said] if said else [])]
    done = take_deed(key=key, verb="return_units", number=number, asked=asked, actor=actor, at=at)
    if done.replayed:
        return done
    order = Order.objects.take(number)
    steps.check(order, "return_units")
    steps.check_version(order, version)
    if not any(units.values()):
        raise Invalid(_("Say which units came back."), code="no_units", field="units")
    counted = count_up(order, units, "returned")
    if restock and order.keeps_stock:
        _restock(counted)
    order.version += 1
    order.save(update_fields=["version"])
    data: dict[str, object] = {"units": counted, "restocked": restock}
    if said:
        data["note"] = said
    record([Happening("order.returned", order.pk, data=data, words={})], actor, at)
    return done


def _restock(counted: list[dict[str, int]]) -> None:
    quantities = {entry["line"]: entry["quantity"] for entry in counted}
    moves: dict[int, int] = {}
    for line in OrderLine.objects.filter(pk__in=quantities, product_id__isnull=False, ships=True):
        product = line.product_id or 0
        moves[product] = moves.get(product, 0) + quantities[line.pk]
    move_stock({pk: Move(on_hand=n) for pk, n in moves.items()})

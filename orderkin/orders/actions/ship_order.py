"""Ship an order, whole or in part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.lib.text import clean
from orderkin.orders import steps
from orderkin.orders.deeds import Done, take_deed
from orderkin.orders.models import Order, OrderLine, Shipment
from orderkin.orders.running import known_while_running
from orderkin.orders.units import count_up
from orderkin.products.steps import Move, move_stock


@known_while_running
@transaction.atomic(durable=True)
def ship_order(
    *,
    actor: Actor,
    number: str,
    carrier: str = "",
    tracking: str = "",
    units: Mapping[int, int] | None = None,
    version: int | None = None,
    key: str | None = None,
    at: datetime,
) -> Done:
    """Record a parcel. `units` maps line id to quantity; None ships everything that is left.

    Done once per `key`. Free lines ship like any other. A shipped and settled order is Completed.
    """
    guard(actor, "ship_order")
    asked = [carrier, tracking, units and sorted(units.items()), version]
    done = take_deed(key=key, verb="ship_order", number=number, asked=asked, actor=actor, at=at)
    if done.replayed:
        return done
    order = Order.objects.take(number)
    steps.check(order, "ship_order")
    steps.check_version(order, version)
    rest = _rest(order) if units is None else dict(units)
    if not any(rest.values()):
        sentence = _("There is nothing left to ship on order %(number)s.")
        raise Conflict(sentence % {"number": number}, code="nothing_to_ship")
    parcel = _only_parcels(order, count_up(order, rest, "shipped"))
    shipment = Shipment.objects.create(
        order=order,
        carrier=clean(carrier, field="carrier", limit=60),
        tracking=clean(tracking, field="tracking", limit=120),
        units=parcel,
        at=at,
        by_email=actor.email,
    )
    steps.settle(order)
    data = {"carrier": shipment.carrier, "tracking": shipment.tracking, "units": parcel}
    record([Happening("order.shipped", order.pk, data=data)], actor, at)
    return done


def _rest(order: Order) -> dict[int, int]:
    return {line.pk: line.quantity - line.shipped for line in order.lines.filter(ships=True)}


def _only_parcels(order: Order, counted: list[dict[str, int]]) -> list[dict[str, int]]:
    """Take the units from the shelf; kit headers and services are no parcels."""
    lines = OrderLine.objects.in_bulk([entry["line"] for entry in counted])
    parcel = [entry for entry in counted if lines[entry["line"]].ships]
    if order.keeps_stock:
        moves: dict[int, int] = {}
        for entry in parcel:
            product = lines[entry["line"]].product_id
            if product is not None:
                moves[product] = moves.get(product, 0) + entry["quantity"]
        move_stock({pk: Move(committed=-n, on_hand=-n) for pk, n in moves.items()})
    return parcel

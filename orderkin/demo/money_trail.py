"""The money of a demo order: reserved, paid, given back; all of it adds up to its total."""

from datetime import timedelta
from typing import Final

from orderkin.demo.drawing import Draw
from orderkin.demo.fates import Paid
from orderkin.demo.shapes import DemoOrder, DemoPayment, DemoShipment
from orderkin.lib.money import share

_METHODS: Final = {
    "web": (("Card", "ch"), ("Wallet", "wl"), ("Pay later", "pl")),
    "market": (("Marketplace", "mp"),),
    "phone": (("Bank transfer", "bt"), ("Card by phone", "cp")),
}


def payments(
    draw: Draw, order: DemoOrder, paid: Paid, parcels: tuple[DemoShipment, ...]
) -> tuple[DemoPayment, ...]:
    """What moved. A free order moves nothing."""
    if paid == "none" or not order.total:
        return ()
    method, prefix = draw.random.choice(_METHODS[order.channel])
    reference = f"{prefix}_{draw.letters(14).lower()}"
    at = order.placed_at + timedelta(seconds=draw.random.randint(4, 50))
    if order.channel == "phone":
        at = draw.office(order.placed_at, 0, 2)
    if paid == "reserved":
        return (DemoPayment("authorization", order.total, method, reference, at),)
    amount = share(order.total, 3_000) if paid == "part" else order.total
    came_in = DemoPayment("payment", amount, method, reference, at)
    if paid in {"all", "part"}:
        return (came_in,)
    last = max([at, *(parcel.at for parcel in parcels)])
    back = (
        order.total if paid == "returned" else share(order.total, draw.random.choice((800, 1_500)))
    )
    went_out = draw.office(last, 4, 16) if parcels else draw.office(last, 0, 2)
    return (came_in, DemoPayment("refund", max(1, back), method, f"re_{reference[3:]}", went_out))

"""The parcels of a demo order: none, all of it, or all but what is out of stock."""

from orderkin.demo.carriers import label
from orderkin.demo.drawing import Draw
from orderkin.demo.fates import Sent
from orderkin.demo.shapes import DemoOrder, DemoShipment


def shipments(draw: Draw, order: DemoOrder, sent: Sent) -> tuple[DemoShipment, ...]:
    """One parcel mostly, two at times; `some` leaves the last line behind."""
    if sent == "none":
        return ()
    units = [(place, line.quantity) for place, line in enumerate(order.lines)]
    if sent == "some":
        units.pop()
    first = _parcel(draw, order, units)
    if len(units) < 2 or draw.random.random() > 0.12:
        return (first,)
    split = draw.random.randrange(1, len(units))
    first = _parcel(draw, order, units[:split])
    second = _parcel(draw, order, units[split:])
    return tuple(sorted((first, second), key=lambda parcel: parcel.at))


def _parcel(draw: Draw, order: DemoOrder, units: list[tuple[int, int]]) -> DemoShipment:
    carrier, tracking = label(draw, order.customer.shipping.country)
    return DemoShipment(carrier, tracking, draw.office(order.placed_at, 1, 3), tuple(units))

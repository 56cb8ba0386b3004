"""What a demo customer puts in the basket: a main thing, often what goes with it, rarely a deal."""

from typing import Final

from orderkin.demo.catalogue import accessories, bestsellers, product, weight
from orderkin.demo.drawing import Draw
from orderkin.demo.prices import delivery_in, price_in
from orderkin.demo.shapes import DemoCustomer, DemoLine, DemoProduct
from orderkin.lib.money import share

_IN_PAIRS: Final = frozenset({"WIC-PND-30", "WIC-TSK-BK", "ALM-BRD-80-OAK", "ALM-BRD-80-WHT"})
_DEAL: Final = 1_000  # basis points off, in the weeks when there is a deal


def basket(
    draw: Draw, company: str, customer: DemoCustomer, at_least: int = 1
) -> tuple[DemoLine, ...]:
    """The lines of one order, no product twice."""
    wares, popularity = bestsellers(company)
    wanted = max(at_least, draw.random.choices((1, 2, 3, 4), weights=(30, 36, 22, 12))[0])
    chosen: dict[str, int] = {}
    while len(chosen) < wanted:
        ware = draw.random.choices(wares, weights=popularity)[0]
        chosen.setdefault(ware.sku, _quantity(draw, ware))
        extras = accessories(ware.sku)
        if extras and len(chosen) < wanted and draw.random.random() < 0.55:
            extra = draw.random.choice(extras)
            chosen.setdefault(extra.sku, _quantity(draw, extra))
    deal = draw.random.random() < 0.08
    return tuple(_line(sku, quantity, customer, deal) for sku, quantity in chosen.items())


def line(
    sku: str, quantity: int, customer: DemoCustomer, *, answers: int | None = None
) -> DemoLine:
    """A line at today's price in the customer's currency."""
    price = price_in(customer.currency, product(sku).price)
    return DemoLine(sku, quantity, price, price, "today", customer.tax_rate, answers=answers)


def delivery(lines: tuple[DemoLine, ...], currency: str) -> int:
    """What delivery of these lines costs the customer, before tax (minor units)."""
    return delivery_in(currency, sum(weight(line.sku) * line.quantity for line in lines))


def _line(sku: str, quantity: int, customer: DemoCustomer, deal: bool) -> DemoLine:
    made = line(sku, quantity, customer)
    if not deal:
        return made
    return DemoLine(
        sku,
        quantity,
        made.list_price,
        made.unit_price,
        made.basis,
        made.tax_rate,
        discount=share(made.net, _DEAL),
    )


def _quantity(draw: Draw, ware: DemoProduct) -> int:
    if ware.sku == "ALM-CHR-DIN":
        return draw.random.choice((2, 4, 4, 6))
    if ware.sku in _IN_PAIRS:
        return draw.random.choice((1, 1, 2, 2, 3))
    if ware.price < 1_000:
        return draw.random.choice((1, 2, 2, 3, 4, 6))
    return draw.random.choices((1, 2), weights=(9, 1))[0]

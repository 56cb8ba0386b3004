"""The whole demo shop, made up in memory; the same for the same day on every machine."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import count
from random import Random
from typing import Final

from orderkin.demo.catalogue import PRODUCTS
from orderkin.demo.companies import CHANNELS, COMPANIES
from orderkin.demo.customers import make_customers
from orderkin.demo.drawing import Draw
from orderkin.demo.first_family import MEMBERS, make_first_family
from orderkin.demo.orders import make_order
from orderkin.demo.relatives import CHILDREN, make_families
from orderkin.demo.shapes import DemoCustomer, DemoOrder, DemoShop

ORDERS: Final = 2_000
# She lives in a country with euros and Latin letters, so that a newcomer reads only the story.
_MET_FIRST: Final = 1
_SEED: Final = "almgrove and wickenlight"


def make_shop(today: date) -> DemoShop:
    """Two brands, sixty products, 400 customers and the 2,000 orders of the 18 months before."""
    draw = Draw(Random(_SEED), datetime.combine(today, time(), UTC))  # noqa: S311  # a play
    customers = make_customers(draw.random)
    orders = _standing_alone(draw, customers)
    orders += make_families(draw, orders)
    orders += make_first_family(draw, customers[_MET_FIRST])
    orders.sort(key=lambda order: (order.placed_at, order.key))
    return DemoShop(COMPANIES, CHANNELS, PRODUCTS, customers, _counted_by_the_web_shop(orders))


def _standing_alone(draw: Draw, customers: tuple[DemoCustomer, ...]) -> list[DemoOrder]:
    moments = sorted(draw.moment() for _ in range(ORDERS - CHILDREN - MEMBERS))
    buyers = draw.random.choices(
        customers, weights=[customer.loyalty for customer in customers], k=len(moments)
    )
    buyers[: len(customers)] = draw.random.sample(customers, len(customers))
    draw.random.shuffle(buyers)
    return [
        make_order(draw, f"{place:04}", buyer, at)
        for place, (buyer, at) in enumerate(zip(buyers, moments, strict=True))
    ]


def _counted_by_the_web_shop(orders: list[DemoOrder]) -> tuple[DemoOrder, ...]:
    """The web shop numbers its own orders in turn; related orders are made at the desk."""
    numbers = count(1_001)
    return tuple(
        replace(order, channel_number=f"#{next(numbers)}")
        if order.channel == "web" and not order.relation
        else order
        for order in orders
    )

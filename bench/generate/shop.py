"""The shop the orders belong to: two companies, four channels, products, one agent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bench.generate.dice import Dice
from bench.names import AGENT
from orderkin.client.models import Channel, Company, Employee
from orderkin.demo.places import COUNTRIES
from orderkin.products.models import Product, ProductPrice, Stock
from orderkin.products.searching import search_text

END = datetime(2026, 6, 30, tzinfo=UTC)
_ROOMS = ("Oak", "Birch", "Walnut", "Steel", "Brass", "Linen", "Glass", "Cork", "Felt", "Ash")
_THINGS = (
    "shelf lamp chair table desk bench stool cabinet mirror rug basket hook rail frame tray "
    "vase clock pouffe bedside drawer bulb shade cable bracket screw hinge knob foot wheel panel"
)


@dataclass(frozen=True, slots=True)
class Article:
    """A product as order lines need it; `price` is minor units in every currency."""

    id: int
    sku: str
    name: str
    price: int
    cost: int


@dataclass(frozen=True, slots=True)
class Shop:
    """Ids of what every order names; channels as (id, company, kind)."""

    agent: int
    channels: tuple[tuple[int, int, str], ...]
    articles: tuple[Article, ...]


def open_shop() -> Shop:
    """Write companies, channels, 600 products with prices and stock, and the agent."""
    agent = Employee(email=AGENT, name="Bench Agent", role="agent")
    agent.set_unusable_password()
    agent.save()
    channels = []
    for name in ("Almgrove", "Wickenlight"):
        company = Company.objects.create(name=name, currency="EUR")
        for kind in ("shopify", "phone"):
            channel = Channel.objects.create(name=f"{name} {kind}", kind=kind, company=company)
            channels.append((channel.pk, company.pk, kind))
    return Shop(agent.pk, tuple(channels), _articles())


def _articles() -> tuple[Article, ...]:
    made = [_article(number) for number in range(1, 601)]
    Product.objects.bulk_create(
        Product(
            id=one.id,
            sku=one.sku,
            name=one.name,
            cost=one.cost,
            search_text=search_text(one.sku, one.name),
            created_at=END,
        )
        for one in made
    )
    currencies = sorted({country.currency for country in COUNTRIES})
    ProductPrice.objects.bulk_create(
        ProductPrice(product_id=one.id, currency=currency, amount=one.price)
        for one in made
        for currency in currencies
    )
    Stock.objects.bulk_create(Stock(product_id=one.id, on_hand=1_000_000) for one in made)
    return tuple(made)


def _article(number: int) -> Article:
    dice = Dice("article", number)
    room, thing = dice.pick(_ROOMS), dice.pick(_THINGS.split())
    price = 190 + 10 * dice.below(4_000)
    sku = f"{room[:2].upper()}-{thing[:3].upper()}-{number:04}"
    return Article(number, sku, f"{room} {thing} no. {number}", price, price * 4 // 10)

"""People, products and orders for tests; made through actions, so that they obey the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from orderkin.client import pins
from orderkin.client.actions.change_settings import change_settings
from orderkin.client.actions.make_api_token import make_api_token
from orderkin.client.actors import SYSTEM, actor_of
from orderkin.client.models import Channel, Company, Employee, SecurityPin
from orderkin.client.rules import Value
from orderkin.customers.addresses import Address
from orderkin.customers.models import Customer
from orderkin.customers.searching import search_text
from orderkin.lib.actor import Actor, Door
from orderkin.lib.text import digits, fold
from orderkin.orders.actions.create_order import create_order
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.drafts import OrderDraft
from orderkin.orders.lines import DraftLine
from orderkin.orders.models import Order
from orderkin.products.models import KitComponent, Product, ProductFit, ProductPrice, Stock
from orderkin.products.searching import search_text as product_words

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PIN = "480517"
PASSWORD = "correct horse battery"
TAX = 2500  # basis points: 25 %

_next = count(1)

HOME = Address(
    name="Åse Lindqvist",
    line1="Storgatan 12",
    postcode="392 32",
    city="Kalmar",
    country="SE",
    phone="+46 480 555 0142",
)


@dataclass(frozen=True, slots=True)
class Shop:
    """A company with two channels."""

    company: Company
    web: Channel
    phone: Channel


def make_shop(name: str = "Almhult Hem") -> Shop:
    """The company of this name with a web shop and the phone; the same one when asked again."""
    company, _ = Company.objects.get_or_create(name=name, defaults={"currency": "EUR"})
    web, _ = Channel.objects.get_or_create(
        name=f"{name} web shop", defaults={"kind": "shopify", "company": company}
    )
    phone, _ = Channel.objects.get_or_create(
        name=f"{name} phone", defaults={"kind": "phone", "company": company}
    )
    return Shop(company, web, phone)


def make_employee(name: str = "Maja Holm", *, role: str = "agent", zone: str = "UTC") -> Employee:
    """An employee who can sign in with `PASSWORD`; the e-mail follows from the name."""
    email = f"{fold(name).replace(' ', '.')}@shop.example"
    employee = Employee(email=email, name=name, role=role, zone=zone)
    employee.set_password(PASSWORD)
    employee.save()
    return employee


def make_actor(
    name: str = "Maja Holm", *, role: str = "agent", door: Door = "desk", zone: str = "UTC"
) -> Actor:
    """A new employee, as actions are told of them."""
    return actor_of(make_employee(name, role=role, zone=zone), door)


def give_pin(actor: Actor, pin: str = PIN) -> str:
    """Set somebody's Security PIN without asking for their password."""
    SecurityPin.objects.update_or_create(
        employee_id=actor.employee_id or 0,
        defaults={"digest": pins.digest(pin), "attempts": 0, "locked_until": None, "set_at": AT},
    )
    return pin


def give_token(actor: Actor) -> str:
    """An API token of theirs, as text."""
    return make_api_token(actor=actor, name="test", at=AT)[1]


def set_settings(**values: Value) -> None:
    """Change Client Settings, as the system."""
    change_settings(actor=SYSTEM, values=values, at=AT)


def make_customer(name: str = "Åse Lindqvist", *, email: str = "", phone: str = "") -> Customer:
    """A customer; the e-mail follows from the name unless given."""
    email = email or f"{fold(name).replace(' ', '.')}@post.example"
    phone = phone or HOME.phone
    return Customer.objects.create(
        name=name,
        email=email,
        email_folded=fold(email),
        phone=phone,
        phone_digits=digits(phone),
        search_text=search_text(name=name, email=email, phone=phone),
        created_at=AT,
    )


def make_product(
    sku: str,
    name: str = "",
    *,
    price: int | None = 1000,
    cost: int = 400,
    stock: int | None = 100,
    currency: str = "EUR",
    parts: dict[str, int] | None = None,
    sold_alone: bool = True,
) -> Product:
    """A product with a price (minor units) and stock; `parts` (SKU to quantity) make it a kit.

    The same one when asked again.
    """
    if known := Product.objects.filter(sku=sku).first():
        return known
    title = name or sku.replace("-", " ").title()
    product = Product.objects.create(
        sku=sku,
        name=title,
        cost=cost,
        is_kit=bool(parts),
        sold_alone=sold_alone,
        is_spare_part=not sold_alone,
        search_text=product_words(sku, title),
        created_at=AT,
    )
    if price is not None:
        ProductPrice.objects.create(product=product, currency=currency, amount=price)
    if stock is not None and not parts:
        Stock.objects.create(product=product, on_hand=stock)
    for part, quantity in (parts or {}).items():
        component = Product.objects.get(sku=part)
        KitComponent.objects.create(kit=product, component=component, quantity=quantity)
    return product


def make_range() -> dict[str, Product]:
    """A lamp with a bulb that goes with it, and a shelf: a kit with a bag of fittings inside."""
    made = [
        make_product("LAMP", "Reading lamp", price=4900, cost=2000),
        make_product("BULB", "LED bulb", price=590, cost=150),
        make_product("BOARD", "Oak board", price=2000, cost=800),
        make_product("SCREW", "Screw M6", price=20, cost=2, sold_alone=False, stock=5000),
        make_product("KEY", "Hex key", price=100, cost=20),
        make_product("BAG", "Bag of fittings", price=250, parts={"SCREW": 8, "KEY": 1}),
        make_product("SHELF", "Shelf", price=3999, parts={"BOARD": 2, "BAG": 1}),
    ]
    known = {product.sku: product for product in made}
    for other, role in (("BULB", "accessory"), ("SCREW", "spare_part")):
        product = known["LAMP" if other == "BULB" else "SHELF"]
        ProductFit.objects.get_or_create(product=product, other=known[other], role=role)
    return known


def unused_key() -> str:
    """An idempotency key nobody used before."""
    return f"test-{next(_next)}"


def make_order(
    *lines: tuple[str, int],
    shop: Shop | None = None,
    customer: Customer | None = None,
    currency: str = "EUR",
    at: datetime = AT,
) -> Order:
    """An order of `(SKU, quantity)` lines; without any: Åse's, 2 lamps and a shelf kit, opened."""
    make_range()
    where = shop or make_shop()
    who = customer or Customer.objects.filter(name=HOME.name).first() or make_customer()
    wanted = lines or (("LAMP", 2), ("SHELF", 1))
    draft = OrderDraft(
        channel=where.web.name,
        currency=currency,
        customer_id=who.pk,
        billing_address=HOME,
        shipping_address=HOME,
        lines=tuple(DraftLine(sku, quantity) for sku, quantity in wanted),
        tax_rate=TAX,
    )
    made = create_order(actor=SYSTEM, draft=draft, key=unused_key(), at=at)
    return Order.objects.get(number=made.number)


def make_shipped_order(*lines: tuple[str, int]) -> Order:
    """An order as `make_order` makes it, all of it in a parcel."""
    return shipped(make_order(*lines))


def shipped(order: Order) -> Order:
    """The order, all of it in a parcel."""
    ship_order(actor=SYSTEM, number=order.number, carrier="DHL", at=AT)
    order.refresh_from_db()
    return order


def make_order_in(currency: str, price: int) -> Order:
    """An order of three lamps in a currency, with their list price (minor units) there."""
    lamp = make_range()["LAMP"]
    ProductPrice.objects.update_or_create(
        product=lamp, currency=currency, defaults={"amount": price}
    )
    return make_order(("LAMP", 3), currency=currency)

"""The orders that the table of queries is about, made through actions, each under a short name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from django.db import connection

from orderkin.client.actors import SYSTEM
from orderkin.customers.addresses import Address
from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.wishes import Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.create_order import create_order
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.drafts import OrderDraft
from orderkin.orders.lines import DraftLine
from orderkin.orders.models import Order
from tests.makers import (
    HOME,
    make_actor,
    make_customer,
    make_product,
    make_range,
    make_shop,
    unused_key,
)

EVERYTHING = "addon ohara parts kim quote ase anna2 anna signs jo oleg tanaka maria jurgen"


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, 30, tzinfo=UTC)


def _order(
    name: str,
    at: datetime,
    *lines: tuple[str, int],
    email: str = "",
    phone: str = "",
    home: Address | None = None,
    channel: str = "Almhult Hem web shop",
    channel_number: str = "",
    currency: str = "EUR",
    quote: bool = False,
) -> Order:
    address = replace(home or Address(), name=name, phone=phone)
    draft = OrderDraft(
        channel=channel,
        currency=currency,
        customer_id=make_customer(name, email=email, phone=phone or "0").pk,
        customer_phone=phone,
        billing_address=address,
        shipping_address=address,
        channel_number=channel_number,
        lines=tuple(
            DraftLine(sku, n) if currency == "EUR" else DraftLine(sku, n, "custom", 5000, "agreed")
            for sku, n in lines
        ),
        quote=quote,
    )
    made = create_order(actor=SYSTEM, draft=draft, key=unused_key(), at=at)
    return Order.objects.get(number=made.number)


def _child(parent: Order, actor: Actor, wish: Wish, at: datetime) -> Order:
    made = create_related_order(
        actor=actor, number=parent.number, wish=wish, key=unused_key(), at=at
    )
    return Order.objects.get(number=made.number)


def make_cast() -> dict[str, Order]:
    """Fourteen orders, oldest first: a family of three, foreign scripts, odd numbers, signs."""
    _numbers_from_the_start()
    make_range()
    make_product("LAMP-2", "Floor lamp", price=10000)
    make_shop()
    make_shop("Bergs Ljus")
    maja, nils = make_actor("Maja Holm"), make_actor("Nils Ek")
    cast = _first_half()
    cast |= _second_half()
    cast["parts"] = _child(
        cast["ase"],
        maja,
        Wish("Two screws were missing", recipe="parts", reason="missing", lines=_free("SCREW", 2)),
        on(3, 4),
    )
    cast["addon"] = _child(
        cast["parts"],
        nils,
        Wish("Wants a bulb too", recipe="add_on", lines=_line("BULB")),
        on(3, 6),
    )
    _happenings(cast, maja)
    return {name: Order.objects.get(pk=order.pk) for name, order in cast.items()}


def _line(sku: str) -> tuple[WishLine, ...]:
    return (WishLine(sku=sku),)


def _free(sku: str, quantity: int) -> tuple[WishLine, ...]:
    return (WishLine(sku=sku, quantity=quantity, price_basis="free"),)


def _first_half() -> dict[str, Order]:
    berlin = Address(line1="Große Straße 5", postcode="10115", city="Berlin", country="DE")
    athens = Address(line1="Οδός Ερμού 7", postcode="105 63", city="Αθήνα", country="GR")
    tokyo = Address(line1="丸の内1-2-3", postcode="100-0005", city="東京", country="JP")
    moscow = Address(line1="ул. Садовая, 3", postcode="101000", city="Москва", country="RU")
    return {
        "jurgen": _order(
            "Jürgen Groß", on(1, 5), ("BULB", 1), phone="+49 (0)30 5550 1234", home=berlin
        ),
        "maria": _order(
            "Μαρία Παπαδοπούλου", on(1, 10), ("LAMP", 1), email="m@gr.example", home=athens
        ),
        "tanaka": _order(
            "田中 花子",
            datetime(2026, 1, 31, 23, 30, tzinfo=UTC),
            ("LAMP", 1),
            home=tokyo,
            currency="JPY",
        ),
        "oleg": _order(
            "Олег Щербаков", on(2, 1), ("LAMP-2", 1), email="oleg@ru.example", home=moscow
        ),
        "jo": _order(
            "Jo Li",
            on(2, 2),
            ("LAMP", 3),
            phone="030 5550 777",
            channel="Bergs Ljus web shop",
            channel_number="302-1234567-7654321",
        ),
        "signs": _order(
            "100% _wool_ O'Hara\\Sons",
            on(2, 10),
            ("KEY", 1),
            email="wool@a.example",
            channel_number="1002-B",
        ),
    }


def _second_half() -> dict[str, Order]:
    return {
        "anna": _order("Anna Berg", on(2, 14), ("BULB", 2), channel="Bergs Ljus phone"),
        "anna2": _order("Anna Bergström", on(2, 28), ("LAMP-2", 1), channel_number="#1002"),
        "ase": _order(
            "Åse Lindqvist",
            on(3, 2),
            ("LAMP", 2),
            ("SHELF", 1),
            phone="+46 480 555 0142",
            home=HOME,
            channel_number="#1001",
        ),
        "quote": _order("Bo Dahl", on(3, 3), ("LAMP-2", 10), quote=True),
        "kim": _order("김민준", on(3, 3), ("BULB", 1), email="kim@kr.example", currency="USD"),
        "ohara": _order("Niamh O'Hara", on(3, 5), ("BULB", 1), email="niamh.ohara@ie.example"),
    }


def _happenings(cast: dict[str, Order], maja: Actor) -> None:
    hold_order(actor=maja, number=cast["jurgen"].number, reason="Address unclear", at=on(3, 7))
    hold_order(actor=maja, number=cast["maria"].number, reason="Waiting for payment", at=on(3, 7))
    cancel_order(actor=maja, number=cast["anna"].number, reason="Changed her mind", at=on(3, 7))
    for name, tracking in (("anna2", "1Z999AA10123456784"), ("jo", "JJD 0099 8877")):
        order = cast[name]
        if name == "anna2":
            receive_payment(
                actor=maja, number=order.number, amount=order.total, method="card", at=on(3, 7)
            )
        ship_order(actor=maja, number=order.number, carrier="UPS", tracking=tracking, at=on(3, 7))
    _note(cast["oleg"], maja, "general", "Rang about the Écru shade.\nCall back on Monday!")
    _note(cast["tanaka"], maja, "customer_instructions", "Please call before delivery")


def _note(order: Order, actor: Actor, kind: str, text: str) -> None:
    add_note(actor=actor, number=order.number, kind=kind, text=text, at=on(3, 8))


def _numbers_from_the_start() -> None:
    """Queries name the first numbers; PostgreSQL goes on where other tests left its sequence."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER SEQUENCE orders_intent_id_seq RESTART")

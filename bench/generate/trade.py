"""One order with all that hangs on it, as rows: any order by its number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.generate.dice import Dice
from bench.generate.people import Person, person
from bench.generate.pile import Pile
from bench.generate.shop import END, Article, Shop
from bench.names import AGENT
from orderkin.customers.models import Customer, CustomerAddress
from orderkin.customers.searching import search_text
from orderkin.lib.text import digits, fold
from orderkin.notes.models import Note
from orderkin.orders.models import Intent, Order, OrderLine, Payment, Shipment
from orderkin.orders.numbers import number_for
from orderkin.search.document import Facts, place
from orderkin.search.models import Document

SPAN = timedelta(days=3 * 365)
# 2.2 lines an order.
_LINES = (1, 1, 1, 2, 2, 2, 2, 3, 4, 4)
_STATUSES = ("completed",) * 88 + ("in_process",) * 7 + ("canceled",) * 4 + ("void",)
_SAID = (
    "Please leave the parcel with the neighbour, the bell does not work.",
    "Called about the delivery date; told her Thursday before noon.",
    "Screws were missing from the bag, customer will look again tonight.",
    "Asked for an invoice with the address of the business.",
    "Box dented on one side, content fine. Photo received.",
    "Wants the lamp in brass as soon as it is back in stock.",
)


@dataclass(frozen=True, slots=True)
class Sold:
    """An order that was just made, as far as its children ask."""

    id: int
    root: int
    customer: int
    channel: tuple[int, int, str]
    at: datetime
    lines: tuple[tuple[int, Article, int], ...]


class Trade:
    """Orders 1 to `total`, spread over three years, of people who order 2.5 times each."""

    def __init__(self, shop: Shop, total: int, pile: Pile) -> None:
        self.shop, self.total, self.pile = shop, total, pile
        self.people = max(total * 2 // 5, 1)

    def add_customer(self, number: int) -> None:
        who = person(number)
        phone = digits(who.phone)
        at = stored(END - SPAN)
        words = search_text(name=who.name, business=who.business, email=who.email, phone=who.phone)
        self.pile.add(
            Customer, number, who.name, who.email, fold(who.email), who.phone, phone,
            who.business, words, at,
        )  # fmt: skip
        self.pile.add(CustomerAddress, number, who.shipping, who.office is who.home, True)
        if who.office is not who.home:
            self.pile.add(CustomerAddress, number, who.billing, True, False)

    def moment(self, number: int, dice: Dice) -> datetime:
        """Numbers grow with time."""
        step = SPAN / self.total
        whole = END - SPAN + number * step
        return whole.replace(microsecond=dice.below(1_000_000))

    def add_order(self, number: int, dice: Dice, parent: Sold | None = None) -> Sold:
        """Write order `number` onto the pile: a sale, or a free line for its parent."""
        at = self.moment(number, dice)
        buyer = parent.customer if parent else 1 + dice.below(self.people)
        who = person(buyer)
        channel = parent.channel if parent else dice.pick(self.shop.channels)
        basket = self._free(parent) if parent else self._basket(dice)
        status = dice.pick(_STATUSES) if parent is None else "completed"
        lines = self._add_lines(number, basket, who, free=parent is not None, status=status)
        total = self._add_head(number, at, who, channel, basket, status, free=parent is not None)
        tracking = self._add_fate(number, at, dice, status, lines, who, total)
        said = dice.pick(_SAID) if dice.chance(450) else ""
        if said:
            later = stored(at + timedelta(hours=2))
            self.pile.add(
                Note, number, "customer_service", said, False, "{}", self.shop.agent, AGENT, later
            )
        self._add_document(number, at, who, channel, lines, tracking, said)
        root = parent.root if parent else number
        return Sold(number, root, buyer, channel, at, lines)

    def _basket(self, dice: Dice) -> list[tuple[Article, int]]:
        return [
            (dice.pick(self.shop.articles), 1 + dice.below(3) // 2)
            for _ in range(dice.pick(_LINES))
        ]

    def _free(self, parent: Sold | None) -> list[tuple[Article, int]]:
        return [(parent.lines[0][1], 1)] if parent else []

    def _add_lines(
        self,
        number: int,
        basket: list[tuple[Article, int]],
        who: Person,
        *,
        free: bool,
        status: str,
    ) -> tuple[tuple[int, Article, int], ...]:
        made = []
        for position, (article, quantity) in enumerate(basket, start=1):
            line = self.pile.next_line()
            unit = 0 if free else article.price
            total = unit * quantity
            self.pile.add(
                OrderLine, line, number, position, article.id, article.sku, article.name,
                quantity, article.price, unit, "free" if free else "today", who.tax_rate,
                taxed(total, who), total, article.cost, quantity if status == "completed" else 0,
            )  # fmt: skip
            made.append((line, article, quantity))
        return tuple(made)

    def _add_head(
        self,
        number: int,
        at: datetime,
        who: Person,
        channel: tuple[int, int, str],
        basket: list[tuple[Article, int]],
        status: str,
        *,
        free: bool,
    ) -> int:
        worth = sum(article.price * quantity for article, quantity in basket)
        subtotal, charge = (0, 0) if free else (worth, 490)
        tax = sum(taxed(a.price * n, who) for a, n in basket) + taxed(charge, who) if charge else 0
        total = subtotal + charge + tax
        paid = total if status in {"completed", "in_process"} else 0
        when = stored(at)
        self.pile.add(Intent, number, f"0:bench-{number}", "", self.shop.agent, when)
        self.pile.add(
            Order, number, number_for(number), channel[0], channel[1],
            _channel_number(number, channel), who.id, who.name, who.email, who.phone, who.billing,
            who.shipping, who.currency, status, "charged" if paid or free else "no_payment",
            "fully_shipped" if status == "completed" else "unshipped", subtotal, charge,
            who.tax_rate if charge else 0, tax, total, paid, worth if free else 0, when, when,
            None if channel[2] == "shopify" else self.shop.agent,
        )  # fmt: skip
        return total

    def _add_fate(
        self,
        number: int,
        at: datetime,
        dice: Dice,
        status: str,
        lines: tuple[tuple[int, Article, int], ...],
        who: Person,
        amount: int,
    ) -> str:
        """Money, parcel and history; returns the tracking number, or nothing."""
        system, agent = (None, "system"), (self.shop.agent, AGENT)
        if amount:
            begun = f'{{"number": "{number_for(number)}", "channel": "web"}}'
            self.pile.event(stored(at), "order.created", number, system, begun)
        if amount and status in {"completed", "in_process"}:
            soon = stored(at + timedelta(minutes=1))
            reference = f"ch_{dice.below(10**10):010}"
            self.pile.add(Payment, number, "payment", amount, "card", reference, soon, "system")
            told = f'{{"amount": {amount}, "currency": "{who.currency}", "method": "card"}}'
            self.pile.event(soon, "order.paid", number, system, told)
        if status != "completed":
            return ""
        tracking = f"1Z{dice.below(10**14):014}"
        units = json.dumps([{"line": line, "quantity": n} for line, _article, n in lines])
        sent = stored(at + timedelta(days=1))
        self.pile.add(Shipment, number, "UPS", tracking, units, sent, AGENT)
        told = f'{{"carrier": "UPS", "tracking": "{tracking}", "units": {units}}}'
        self.pile.event(sent, "order.shipped", number, agent, told)
        return tracking

    def _add_document(
        self,
        number: int,
        at: datetime,
        who: Person,
        channel: tuple[int, int, str],
        lines: tuple[tuple[int, Article, int], ...],
        tracking: str,
        said: str,
    ) -> None:
        found_by = Facts(
            number=number_for(number),
            channel_number=_channel_number(number, channel),
            name=who.name,
            email=who.email,
            phone=who.phone,
            addresses=(who.office, who.home),
            skus=tuple(article.sku for _line, article, _n in lines),
            tracking=(tracking,),
            notes=(said,),
        )
        self.pile.add(Document, place(at, number), number, found_by.text(), found_by.notes_text())


def _channel_number(number: int, channel: tuple[int, int, str]) -> str:
    return f"#{1000 + number}" if channel[2] == "shopify" else ""


def taxed(amount: int, who: Person) -> int:
    """Tax on top, half up (minor units)."""
    return (amount * who.tax_rate + 5000) // 10_000


def stored(at: datetime) -> str:
    """A time as both databases read it back: UTC without a zone."""
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")

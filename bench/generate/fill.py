"""A database with so many orders in it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

from bench.generate.families import Case, Sales
from bench.generate.pile import COLUMNS, Pile
from bench.generate.shop import open_shop
from bench.generate.tables import bulk
from bench.generate.trade import Trade
from orderkin.orders.models import Order

SLICE = 5_000


def fill(total: int, progress: Callable[[int], None] = lambda done: None) -> None:
    """Write `total` orders into the migrated, empty database that Django is connected to."""
    if Order.objects.exists():
        raise ValueError("The database already holds orders; measurements need an empty one.")
    with transaction.atomic():
        shop = open_shop()
    pile = Pile()
    trade = Trade(shop, total, pile)
    sales = Sales(shop, trade, pile, Case.read())
    with bulk(list(COLUMNS)):
        for start in range(1, trade.people + 1, SLICE):
            for number in range(start, min(start + SLICE, trade.people + 1)):
                trade.add_customer(number)
            _write(pile)
        for start in range(1, total + 1, SLICE):
            for number in range(start, min(start + SLICE, total + 1)):
                sales.add(number)
            _write(pile)
            progress(min(start + SLICE - 1, total))
    connection.close()


def _write(pile: Pile) -> None:
    with transaction.atomic():
        pile.write()

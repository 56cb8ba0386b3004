"""A family's money in a few figures (pure); `ledger` has them per order and per line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from orderkin.orders.pricing import balance

# Neither ended nor offered: what counts as charged and as given.
_UNCOUNTED = frozenset({"canceled", "void", "quote"})


# Currency, status, total, paid, refunded and given free in minor units; and how many orders
# of the family have just these.
Money: TypeAlias = tuple[str, str, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """The family's money in one currency (minor units)."""

    currency: str
    charged: int
    paid: int
    refunded: int
    given_free: int
    balance: int


def sums(orders: Iterable[Money]) -> tuple[Sum, ...]:
    """The family's money per currency; several currencies stand side by side, never added."""
    found: dict[str, list[int]] = {}
    for currency, status, total, paid, refunded, given_free, many in orders:
        known = found.setdefault(currency, [0] * 5)
        counts = status not in _UNCOUNTED
        charged = total if counts else 0
        known[0] += many * charged
        known[1] += many * paid
        known[2] += many * refunded
        known[3] += many * (given_free if counts else 0)
        # Each order's own: what one customer order is owed does not pay for another.
        known[4] += many * balance(total=charged, paid=paid, refunded=refunded)
    return tuple(Sum(code, *amounts) for code, amounts in found.items())

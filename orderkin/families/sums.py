"""A family's money in a few figures (pure); `ledger` has them per order and per line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from orderkin.orders.pricing import balance

# Ended or only offered: these count neither as charged nor as given.
UNCOUNTED = frozenset({"canceled", "void", "quote"})


# Currency, status, total, paid, refunded and given free (minor units) of one order, or of several
# with the same status of which none paid more than was charged.
Money: TypeAlias = tuple[str, str, int, int, int, int]


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
    for currency, status, total, paid, refunded, given_free in orders:
        known = found.setdefault(currency, [0] * 5)
        counts = status not in UNCOUNTED
        charged = total if counts else 0
        known[0] += charged
        known[1] += paid
        known[2] += refunded
        known[3] += given_free if counts else 0
        # Each order's own: what one customer order is owed does not pay for another.
        known[4] += balance(total=charged, paid=paid, refunded=refunded)
    return tuple(Sum(code, *amounts) for code, amounts in found.items())

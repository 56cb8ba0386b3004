"""A family's money in a few figures (pure); `ledger` has them per order and per line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from orderkin.orders.pricing import balance

# Neither ended nor offered: what counts as charged and as given.
_UNCOUNTED = frozenset({"canceled", "void", "quote"})


# An order's currency, status, total, paid, refunded and given free; amounts are minor units.
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
    # A campaign's two hundred gifts are one figure, two hundred times.
    alike = Counter(orders)
    for (currency, status, total, paid, refunded, given_free), many in alike.items():
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

"""The family's money: per line, per order, in total, each currency for itself (pure).

All amounts are minor units. What an order is charged counts while the order is live; what was paid
or refunded is money that moved and always counts, so a canceled order that was paid shows what is
still owed to the customer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from orderkin.orders.pricing import balance

CHARGED = frozenset({"in_process", "on_hold", "problem", "completed"})


@dataclass(frozen=True, slots=True)
class LineMoney:
    """One line as it stands on its order; `total` and `tax` are for its whole quantity.

    `cost` is per unit in `cost_currency`. A component's price is its kit's: `total` and `tax` are
    zero, `share` is its part. `is_opened` is a kit whose components carry the cost.
    """

    line: int
    kit_line: int | None
    sku: str
    name: str
    quantity: int
    total: int
    tax: int
    share: int
    free_value: int
    cost: int
    cost_currency: str
    is_opened: bool = False


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """One member of the family with what its own row says."""

    order: int
    number: str
    status: str
    currency: str
    prices_include_tax: bool
    total: int
    shipping_charge: int
    paid: int
    refunded: int
    lines: tuple[LineMoney, ...] = ()

    @property
    def is_charged(self) -> bool:
        """Whether the customer owes for it: no quote, not canceled, not void."""
        return self.status in CHARGED


@dataclass(frozen=True, slots=True)
class Sums:
    """Money of one currency. `balance` is what is owed; negative is owed to the customer.

    `shipping` and `other` (tax on shipping, the channel's own rounding) are within `charged`.
    """

    currency: str
    charged: int = 0
    paid: int = 0
    refunded: int = 0
    given_free: int = 0
    goods_cost: int = 0
    shipping: int = 0
    other: int = 0
    balance: int = 0


@dataclass(frozen=True, slots=True)
class LineEntry:
    """What one line adds to the ledger; `sums` has a second currency when the cost is in one."""

    line: int
    kit_line: int | None
    sku: str
    name: str
    quantity: int
    share: int
    sums: tuple[Sums, ...]


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """What one member adds: its own sums by currency, and those of its lines."""

    order: int
    number: str
    status: str
    sums: tuple[Sums, ...]
    lines: tuple[LineEntry, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The family's ledger; `totals` has one row per currency, in alphabetical order."""

    orders: tuple[OrderEntry, ...]
    totals: tuple[Sums, ...]


def make_ledger(members: Iterable[OrderMoney]) -> Ledger:
    """The ledger of these members, in their order."""
    entries = tuple(_order_entry(member) for member in members)
    return Ledger(entries, add(one for entry in entries for one in entry.sums))


def add(sums: Iterable[Sums]) -> tuple[Sums, ...]:
    """Added up within each currency, never across."""
    found: dict[str, Sums] = {}
    for one in sums:
        before = found.get(one.currency, Sums(one.currency))
        amounts = {name: getattr(before, name) + getattr(one, name) for name in _AMOUNTS}
        found[one.currency] = Sums(one.currency, **amounts)
    return tuple(found[currency] for currency in sorted(found))


_AMOUNTS = tuple(f.name for f in fields(Sums) if f.name != "currency")


def _order_entry(member: OrderMoney) -> OrderEntry:
    lines = tuple(_line_entry(member, line) for line in member.lines)
    of_lines = add(one for line in lines for one in line.sums)
    in_lines = sum(one.charged for one in of_lines)
    charged = member.total if member.is_charged else 0
    shipping = member.shipping_charge if member.is_charged else 0
    own = Sums(
        member.currency,
        charged=charged - in_lines,
        paid=member.paid,
        refunded=member.refunded,
        shipping=shipping,
        other=charged - in_lines - shipping,
        balance=balance(total=charged, paid=member.paid, refunded=member.refunded),
    )
    return OrderEntry(member.order, member.number, member.status, add([own, *of_lines]), lines)


def _line_entry(member: OrderMoney, line: LineMoney) -> LineEntry:
    tax = 0 if member.prices_include_tax else line.tax
    live = member.is_charged
    has_price = live and line.kit_line is None
    has_cost = live and not line.is_opened
    sums = [
        Sums(
            member.currency,
            charged=line.total + tax if has_price else 0,
            given_free=line.free_value if has_price else 0,
        )
    ]
    if has_cost and line.cost:
        sums.append(Sums(line.cost_currency, goods_cost=line.cost * line.quantity))
    return LineEntry(
        line.line, line.kit_line, line.sku, line.name, line.quantity, line.share, add(sums)
    )

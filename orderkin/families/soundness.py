"""What makes orders and families sound: every rule that `orderkin fsck` checks (pure)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from orderkin.families.tree import Link, faults
from orderkin.orders.pricing import LineAmounts, order_sums
from orderkin.orders.statuses import payment_status, shipping_status

# Faults that follow from something else that is stored, and can be computed again.
REPAIRABLE = frozenset({"wrong_root", "wrong_sums", "wrong_money", "wrong_status"})

CREATED = frozenset({"order.created_as_related", "order.linked", "order.moved"})
CREATED_BELOW = frozenset({"order.child_created", "order.child_linked", "order.child_moved_here"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be, with the number of the order or the SKU it is about.

    `stored` is what the database says, `expected` what follows from the rest of it.
    """

    code: str
    about: str
    field: str = ""
    stored: str = ""
    expected: str = ""

    @property
    def is_repairable(self) -> bool:
        return self.code in REPAIRABLE


@dataclass(frozen=True, slots=True)
class LineState:
    """A stored line; amounts in minor units, `in_parcels` as the shipments list it."""

    id: int
    kit_line: int | None
    sku: str
    quantity: int
    unit_price: int
    discount: int
    tax: int
    total: int
    share: int
    free_value: int
    ships: bool
    shipped: int
    in_parcels: int


@dataclass(frozen=True, slots=True)
class OrderState:
    """A stored order with its lines, what its payments sum up to, and its open holds."""

    number: str
    status: str
    payment_status: str
    shipping_status: str
    prices_include_tax: bool
    shipping_charge: int
    shipping_tax_rate: int
    sums: Mapping[str, int]
    money: Mapping[str, int]
    lines: tuple[LineState, ...] = ()
    payments: Mapping[str, int] = field(default_factory=dict)
    open_holds: int = 0


@dataclass(frozen=True, slots=True)
class RelationState:
    """A stored relation with what is told of it on both sides.

    `noted` and `happened` are the order ids that have its note and its event; `lines` are the
    stored lines, by id, of those its line map names, with the order each stands on.
    """

    link: Link
    number: str
    line_map: tuple[Mapping[str, object], ...]
    lines: Mapping[int, int]
    noted: Collection[int]
    happened: Collection[int]

    @property
    def child(self) -> int:
        return self.link.child


def order_faults(order: OrderState) -> Iterator[Fault]:
    """Sums, money, statuses, parcels and kit shares of one order."""
    yield from _sums(order)
    yield from _money(order)
    yield from _statuses(order)
    if (order.status == "on_hold") != (order.open_holds == 1):
        yield Fault("wrong_hold", order.number, "status", order.status, f"{order.open_holds} holds")
    for line in order.lines:
        if line.ships and line.shipped != line.in_parcels:
            stored, expected = str(line.shipped), str(line.in_parcels)
            yield Fault("wrong_shipped", order.number, line.sku, stored, expected)
    yield from _kit_shares(order)


def _sums(order: OrderState) -> Iterator[Fault]:
    top = [line for line in order.lines if line.kit_line is None]
    amounts = [
        LineAmounts(x.quantity * x.unit_price, x.discount, x.total, x.tax, x.free_value)
        for x in top
    ]
    for line, own in zip(top, amounts, strict=True):
        if line.total != own.subtotal - own.discount:
            stored, expected = str(line.total), str(own.subtotal - own.discount)
            yield Fault("wrong_line_total", order.number, line.sku, stored, expected)
    sums = order_sums(
        amounts,
        shipping_charge=order.shipping_charge,
        shipping_tax_rate=order.shipping_tax_rate,
        prices_include_tax=order.prices_include_tax,
    )
    for name, stored_sum in order.sums.items():
        follows = getattr(sums, name)
        if stored_sum != follows:
            yield Fault("wrong_sums", order.number, name, str(stored_sum), str(follows))


_KINDS = {"paid": "payment", "refunded": "refund", "authorized": "authorization"}


def _money(order: OrderState) -> Iterator[Fault]:
    for name, kind in _KINDS.items():
        moved = order.payments.get(kind, 0)
        if order.money[name] != moved:
            yield Fault("wrong_money", order.number, name, str(order.money[name]), str(moved))


def _statuses(order: OrderState) -> Iterator[Fault]:
    money = payment_status(
        total=order.sums["total"],
        paid=order.money["paid"],
        refunded=order.money["refunded"],
        authorized=order.money["authorized"],
        empty=not order.lines,
    )
    ordered = sum(line.quantity for line in order.lines if line.ships)
    shipped = sum(line.shipped for line in order.lines if line.ships)
    sent = shipping_status(ordered=ordered, shipped=shipped)
    if order.payment_status != money:
        name = "payment_status"
        yield Fault("wrong_status", order.number, name, order.payment_status, money)
    if order.shipping_status != sent:
        name = "shipping_status"
        yield Fault("wrong_status", order.number, name, order.shipping_status, sent)


def _kit_shares(order: OrderState) -> Iterator[Fault]:
    below: dict[int, int] = {}
    for line in order.lines:
        if line.kit_line is not None:
            below[line.kit_line] = below.get(line.kit_line, 0) + line.share
    for line in order.lines:
        price = line.total if line.kit_line is None else line.share
        if below.get(line.id, price) != price:
            yield Fault("kit_shares", order.number, line.sku, str(below[line.id]), str(price))


def relation_faults(relation: RelationState) -> Iterator[Fault]:
    """Notes and events on both sides, and line maps that point at lines that are there."""
    for side, order in (("child", relation.child), ("parent", relation.link.parent)):
        if order not in relation.noted:
            yield Fault("missing_note", relation.number, side)
        if order not in relation.happened:
            yield Fault("missing_event", relation.number, side)
    for entry in relation.line_map:
        if relation.lines.get(_id(entry, "child_line")) != relation.child:
            yield Fault("lost_line", relation.number, "child_line", str(entry.get("child_line")))
        if _id(entry, "parent_line") not in relation.lines:
            yield Fault("lost_line", relation.number, "parent_line", str(entry.get("parent_line")))


def _id(entry: Mapping[str, object], name: str) -> int:
    value = entry.get(name)
    return value if isinstance(value, int) else 0


def tree_faults(links: Iterable[Link], numbers: Mapping[int, str]) -> Iterator[Fault]:
    """What is wrong with the place of the numbered children; `links` hold all above them too."""
    for child, code in faults(links):
        if child in numbers:
            yield Fault(code, numbers[child])

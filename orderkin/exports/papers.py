"""Orders as they go on paper: many at once, with as many statements as for one.

A packing slip travels with the parcel, so it is made from an allow-list: no prices, no reasons, no
notes but the customer's own instructions. Private notes are on no paper at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orderkin.customers.addresses import Address
from orderkin.families.kept_units import KeptUnits, read_kept
from orderkin.sql import fetch
from orderkin.sql.values import document, moment, shaped

_HEADS = """
SELECT o.id, o.number, o.channel_number, o.status, o.payment_status, o.shipping_status, o.placed_at,
       ch.name AS channel, co.name AS company, co.email AS company_email,
       co.phone AS company_phone, o.customer_name, o.customer_email, o.customer_phone,
       o.billing_address, o.shipping_address, o.currency, o.prices_include_tax, o.subtotal,
       o.discount, o.shipping_charge, o.tax, o.total, o.paid, o.refunded, h.reason AS hold_reason,
       pa.number AS parent_number, k.label AS kind_label, ro.number AS root_number,
       ro.placed_at AS root_placed_at, r.kept_units
  FROM orders_order o
  JOIN client_channel ch ON ch.id = o.channel_id
  JOIN client_company co ON co.id = o.company_id
  LEFT JOIN orders_hold h ON h.order_id = o.id AND h.released_at IS NULL
  LEFT JOIN families_relation r ON r.child_id = o.id
  LEFT JOIN families_kind k ON k.id = r.kind_id
  LEFT JOIN orders_order pa ON pa.id = r.parent_id
  LEFT JOIN orders_order ro ON ro.id = r.root_id
 WHERE o.id IN ({})
"""

_LINES = """
SELECT order_id, id, kit_line_id, sku, name, quantity, list_price, unit_price, price_basis,
       price_reason, total, share, is_kit, ships, shipped
  FROM orders_orderline WHERE order_id IN ({}) ORDER BY order_id, position
"""

_NOTES = """
SELECT order_id, kind, text, author_email, at FROM notes_note
 WHERE order_id IN ({}) AND NOT is_private AND NOT is_system ORDER BY order_id, at, id
"""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line, or a component; `depth` counts the kits around it. Amounts are minor units."""

    sku: str
    name: str
    quantity: int
    sent: int
    depth: int
    is_kit: bool
    ships: bool
    is_free: bool
    list_price: int
    unit_price: int
    total: int
    price_reason: str

    @property
    def to_pack(self) -> int:
        """Units that have not left; a kit's own line is packed by its components."""
        return self.quantity - self.sent


@dataclass(frozen=True, slots=True)
class PaperNote:
    """A note that may be printed; `at` is UTC."""

    kind: str
    text: str
    author_email: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """An order on paper. Amounts are minor units of `currency`; times are UTC."""

    number: str
    channel_number: str
    status: str
    payment_status: str
    shipping_status: str
    placed_at: datetime
    channel: str
    company: str
    company_email: str
    company_phone: str
    customer_name: str
    customer_email: str
    customer_phone: str
    bills_to: Address
    ships_to: Address
    currency: str
    prices_include_tax: bool
    subtotal: int
    discount: int
    shipping_charge: int
    tax: int
    total: int
    paid: int
    refunded: int
    hold_reason: str
    parent_number: str
    kind_label: str
    root_number: str
    root_placed_at: datetime | None
    lines: tuple[PaperLine, ...]
    kept: tuple[KeptUnits, ...]
    notes: tuple[PaperNote, ...]

    @property
    def packed(self) -> tuple[PaperLine, ...]:
        """What belongs in the parcel: goods that ship; all of them again once all were sent."""
        goods = tuple(line for line in self.lines if line.ships)
        open_ones = tuple(line for line in goods if line.to_pack or line.is_kit)
        return open_ones if any(line.to_pack and not line.is_kit for line in goods) else goods

    @property
    def instructions(self) -> tuple[str, ...]:
        """What the customer asked for."""
        return tuple(n.text for n in self.notes if n.kind == "customer_instructions")

    @property
    def must_not_ship(self) -> bool:
        return self.status in {"canceled", "void", "quote", "on_hold"}


def papers(order_ids: Sequence[int]) -> list[Paper]:
    """These orders on paper, in the order given: the same statements for any number of them."""
    if not order_ids:
        return []
    marks = ", ".join(["%s"] * len(order_ids))
    heads = {row.id: row for row in fetch(_HEADS.format(marks), order_ids)}
    lines = _by_order(fetch(_LINES.format(marks), order_ids))
    notes = _by_order(fetch(_NOTES.format(marks), order_ids))
    return [
        _paper(heads[pk], lines.get(pk, []), notes.get(pk, [])) for pk in order_ids if pk in heads
    ]


def _by_order(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.order_id, []).append(row)
    return found


def _paper(row: Any, lines: Sequence[Any], notes: Sequence[Any]) -> Paper:
    return shaped(
        Paper,
        row,
        placed_at=moment(row.placed_at),
        prices_include_tax=bool(row.prices_include_tax),
        bills_to=Address.read(document(row.billing_address)),
        ships_to=Address.read(document(row.shipping_address)),
        hold_reason=row.hold_reason or "",
        parent_number=row.parent_number or "",
        kind_label=row.kind_label or "",
        root_number=row.root_number or "",
        root_placed_at=moment(row.root_placed_at),
        lines=tuple(_opened(lines)),
        kept=read_kept(document(row.kept_units) or ()),
        notes=tuple(PaperNote(n.kind, n.text, n.author_email, moment(n.at)) for n in notes),
    )


def _opened(rows: Sequence[Any]) -> list[PaperLine]:
    """Lines in their order, each kit followed by what is in it."""
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        below.setdefault(row.kit_line_id, []).append(row)

    def opened(kit: int | None, depth: int, *, free: bool) -> list[PaperLine]:
        found = []
        for row in below.get(kit, ()):
            line = _line(row, depth, free=free)
            found += [line, *opened(row.id, depth + 1, free=line.is_free)]
        return found

    return opened(None, 0, free=False)


def _line(row: Any, depth: int, *, free: bool) -> PaperLine:
    return shaped(
        PaperLine,
        row,
        depth=depth,
        is_kit=bool(row.is_kit),
        ships=bool(row.ships),
        is_free=free if depth else row.price_basis == "free",
        sent=row.shipped,
        total=row.share if depth else row.total,
    )

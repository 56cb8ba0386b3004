"""A customer's orders as families, what they were charged and given, and what was noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from orderkin.families.listing import OrderRow, order_rows
from orderkin.families.models import Relation
from orderkin.families.tree import Link, walk
from orderkin.lib.paging import Cursor, Page, read_cursor
from orderkin.notes.models import Note
from orderkin.orders.models import Order
from orderkin.sql import fetch

FAMILIES = 25
NOTES = 12


@dataclass(frozen=True, slots=True)
class Member:
    """One order in its family; `depth` 0 is where this customer's part of it begins."""

    row: OrderRow
    depth: int


@dataclass(frozen=True, slots=True)
class CustomerMoney:
    """One currency of a customer, in minor units; free orders count as orders, never as sales."""

    currency: str
    orders: int
    charged: int
    paid: int
    refunded: int
    given_free: int


@dataclass(frozen=True, slots=True)
class CustomerNote:
    """A note that a person wrote on one of the customer's orders."""

    number: str
    kind: str
    text: str
    author_email: str
    at: datetime


def families_of_customer(
    customer_id: int, token: str | None = None, limit: int = FAMILIES
) -> Page[tuple[Member, ...]]:
    """Families by their newest beginning, a page at a time; three statements."""
    heads = Order.objects.filter(customer_id=customer_id).order_by("-placed_at", "-id")
    heads = heads.exclude(relation_up__root__customer_id=customer_id)
    cursor = read_cursor(token)
    if cursor:
        older = Q(placed_at__lt=cursor.at) | Q(placed_at=cursor.at, id__lt=cursor.id)
        heads = heads.filter(older)
    found = list(heads.values_list("id", "placed_at")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    families = _families([pk for pk, _at in found[:limit]])
    return Page(families, Cursor(last[1], last[0]).text() if last else None)


def _families(roots: Sequence[int]) -> tuple[tuple[Member, ...], ...]:
    below: dict[int, list[Link]] = {root: [] for root in roots}
    related = Relation.objects.filter(root_id__in=roots).order_by("child__placed_at", "id")
    for child, parent, root in related.values_list("child_id", "parent_id", "root_id"):
        below[root].append(Link(child, parent, root))
    places = {root: walk(root, links) for root, links in below.items()}
    rows = {row.id: row for row in order_rows(p.order for all_ in places.values() for p in all_)}
    return tuple(
        tuple(Member(rows[place.order], place.depth) for place in places[root]) for root in roots
    )


# The statuses are those of ledger.CHARGED; a test compares the two.
_MONEY = """
SELECT currency, COUNT(*) AS orders, SUM(paid) AS paid, SUM(refunded) AS refunded,
       SUM(CASE WHEN status IN ('in_process', 'on_hold', 'problem', 'completed')
                THEN total ELSE 0 END) AS charged,
       SUM(CASE WHEN status IN ('in_process', 'on_hold', 'problem', 'completed')
                THEN given_free ELSE 0 END) AS given_free
  FROM orders_order WHERE customer_id = %s GROUP BY currency ORDER BY currency
"""


def money_of_customer(customer_id: int) -> list[CustomerMoney]:
    """What was charged, paid and given free, per currency; currencies are never added."""
    rows = fetch(_MONEY, [customer_id])
    return [
        CustomerMoney(
            row.currency,
            row.orders,
            int(row.charged),
            int(row.paid),
            int(row.refunded),
            int(row.given_free),
        )
        for row in rows
    ]


def notes_of_customer(customer_id: int, limit: int = NOTES) -> list[CustomerNote]:
    """The newest notes that people wrote on the customer's orders."""
    written = Note.objects.filter(order__customer_id=customer_id, is_system=False)
    rows = written.select_related("order").order_by("-at", "-id")[:limit]
    return [
        CustomerNote(note.order.number, note.kind, note.text, note.author_email, note.at)
        for note in rows
    ]

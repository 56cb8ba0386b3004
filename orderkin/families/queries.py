"""Orders and families as people and programs read them, by plain cursors.

An order page is the most read thing of the product: loading it through models costs five times
the CPU. Six statements, whatever the number of lines, notes or relatives; five go together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from orderkin.customers.addresses import Address
from orderkin.families import pages
from orderkin.families.answering import family_served
from orderkin.families.answers import answers_in, counted
from orderkin.families.guarding import Served, standing
from orderkin.families.kit_answers import SoldLine, with_contents
from orderkin.families.members import Family, Member
from orderkin.families.tree import Link, walk
from orderkin.notes.kinds import KINDS
from orderkin.orders.models import no_such_order
from orderkin.sql import fetch, fetch_all, fetch_one
from orderkin.sql.values import document, moment, shaped

# How many notes there are of each kind: a parent of 200 has 200, and a dozen are shown.
_COUNTS = ", ".join(
    f"(SELECT COUNT(*) FROM notes_note n WHERE n.order_id = o.id AND n.kind = '{kind}') AS {kind}"  # noqa: S608 - our own words
    for kind in KINDS
)
_HEAD = f"""
SELECT o.id, o.number, o.status, o.payment_status, o.shipping_status, o.version, o.placed_at,
       o.created_at, ch.name AS channel, o.channel_number, co.name AS company, o.customer_id,
       o.customer_name, o.customer_email, o.customer_phone,
       (SELECT COUNT(*) FROM (SELECT 1 FROM orders_order c
         WHERE c.customer_id = o.customer_id LIMIT 100) capped) AS customer_orders,
       o.billing_address, o.shipping_address, o.currency, o.prices_include_tax, o.subtotal,
       o.discount, o.shipping_charge, o.tax, o.total, o.paid, o.refunded, o.authorized,
       o.given_free, h.reason, h.release_when, h.placed_at AS held_at, h.placed_by_email,
       COALESCE(r.root_id, o.id) AS root,
       EXISTS (SELECT 1 FROM families_formerlink f WHERE f.parent_id = o.id) AS was_left, {_COUNTS}
  FROM orders_order o
  JOIN client_channel ch ON ch.id = o.channel_id
  JOIN client_company co ON co.id = o.company_id
  LEFT JOIN orders_hold h ON h.order_id = o.id AND h.released_at IS NULL
  LEFT JOIN families_relation r ON r.child_id = o.id
 WHERE o.number = %s
"""  # noqa: S608 - our own words

_LINES = """
SELECT id, sku, name, quantity, list_price, unit_price, price_basis, price_reason, discount,
       tax_rate, tax, total, share, is_kit, ships, product_id, kit_line_id, shipped, returned,
       refunded,
       (SELECT p.sku FROM products_product p WHERE p.id = product_id) AS product_sku
  FROM orders_orderline WHERE order_id = %s ORDER BY position
"""

_NOTES = """
SELECT id, kind, text, is_private, is_system, facts, quoted_from, author_email, at
  FROM notes_note WHERE order_id = %s AND (%s = '' OR kind = %s)
 ORDER BY at DESC, id DESC LIMIT %s
"""
NO_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class NotesAsked:
    """Which notes of an order are read: the newest, of one `kind` or ("") of all."""

    kind: str = ""
    most: int = NO_LIMIT


ALL_NOTES = NotesAsked()

# Money and parcels have the same shape; one statement brings both.
_MOVES = """
SELECT 1 AS money, id, kind, amount, method AS a, reference AS b, NULL AS units, at, by_email
  FROM orders_payment WHERE order_id = %s
UNION ALL
SELECT 0, id, '', 0, carrier, tracking, units, at, by_email
  FROM orders_shipment WHERE order_id = %s
 ORDER BY 8, 2
"""

_EVENTS = """
SELECT id, sequence, at, kind, actor_email, door, data FROM activity_event
 WHERE subject_kind = 'order' AND subject_id = %s ORDER BY sequence DESC LIMIT %s
"""

# COALESCE leaves times as they are stored: SQLite's driver would read each of them.
_FAMILY = """
SELECT o.id, o.number, o.status, o.payment_status, o.shipping_status, o.currency, o.total, o.paid,
       o.refunded, o.given_free, o.shipping_charge, COALESCE(o.placed_at, NULL) AS placed,
       ch.name AS channel, r.parent_id, COALESCE(k.code, '') AS kind,
       COALESCE(k.label, '') AS kind_label, COALESCE(rea.code, '') AS reason,
       COALESCE(rea.label, '') AS reason_label, COALESCE(r.actor_email, '') AS actor_email,
       COALESCE(r.approver_email, '') AS approver_email, COALESCE(r.created_at, NULL) AS made,
       COALESCE(r.origin, '') AS origin, r.override, r.line_map,
       r.kept_units AS stays
  FROM orders_order o
  JOIN client_channel ch ON ch.id = o.channel_id
  LEFT JOIN families_relation r ON r.child_id = o.id
  LEFT JOIN families_kind k ON k.id = r.kind_id
  LEFT JOIN families_reasoncode rea ON rea.id = r.reason_id
 WHERE o.id IN (SELECT %s UNION ALL
                SELECT m.child_id FROM families_relation m WHERE m.root_id = %s)
"""


def order_page(
    number: str, *, history: int = 200, notes: NotesAsked = ALL_NOTES
) -> pages.OrderPage:
    """One order with lines, notes, money, parcels, history and its family. Raises NotFound.

    `history` is how many of its newest events are read; they are numbered, so the rest is known.
    Notes that were not asked for are counted.
    """
    row = fetch_one(_HEAD, [number])
    if row is None:
        raise no_such_order(number)
    members, lines, said, moves, events = fetch_all(
        (_FAMILY, [row.root, row.root]),
        (_LINES, [row.id]),
        (_NOTES, [row.id, notes.kind, notes.kind, notes.most]),
        (_MOVES, [row.id, row.id]),
        (_EVENTS, [row.id, history]),
    )
    family = _family(row.id, row.root, members)
    payments, shipments = _moves(moves)
    return pages.OrderPage(
        order=_head(row),
        lines=_lines(lines, family_served(row.root) if row.was_left else served_by(family)),
        notes=_notes(said),
        note_counts={kind: getattr(row, kind) for kind in KINDS},
        payments=payments,
        shipments=shipments,
        events=_events(events),
        family=family,
    )


def family_of(number: str) -> Family:
    """The family of an order, read from the root down. Raises NotFound."""
    row = fetch_one(
        "SELECT o.id, COALESCE(r.root_id, o.id) AS root FROM orders_order o"
        " LEFT JOIN families_relation r ON r.child_id = o.id WHERE o.number = %s",
        [number],
    )
    if row is None:
        raise no_such_order(number)
    return _family(row.id, row.root, fetch(_FAMILY, [row.root, row.root]))


def _head(row: Any) -> pages.OrderHead:
    held = None
    if row.held_at is not None:
        held = pages.HoldView(
            row.reason, row.release_when, moment(row.held_at), row.placed_by_email
        )
    return shaped(
        pages.OrderHead,
        row,
        placed_at=moment(row.placed_at),
        created_at=moment(row.created_at),
        billing_address=Address.read(document(row.billing_address)),
        shipping_address=Address.read(document(row.shipping_address)),
        prices_include_tax=bool(row.prices_include_tax),
        hold=held,
    )


def _lines(rows: list[Any], served: list[Served]) -> tuple[pages.LineView, ...]:
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        below.setdefault(row.kit_line_id, []).append(row)
    sold = [SoldLine(row.id, row.kit_line_id, row.sku, row.quantity) for row in rows]
    known = with_contents(served, sold)
    return tuple(_line(row, below, known) for row in below.get(None, ()))


def served_by(family: Family) -> list[Served]:
    """What the family's members answer of each other's lines; see `answers.counted`."""
    members = [member for member in family.members if member.line_map]
    return counted(
        answer
        for one in members
        for answer in answers_in(one.order_id, one.number, one.status, one.line_map)
    )


def _line(row: Any, below: dict[int | None, list[Any]], served: list[Served]) -> pages.LineView:
    state = standing(row, served)
    parts = tuple(_line(part, below, served) for part in below.get(row.id, ()))
    return shaped(
        pages.LineView,
        row,
        is_kit=bool(row.is_kit),
        ships=bool(row.ships),
        standing=state,
        components=parts,
    )


def _notes(rows: list[Any]) -> tuple[pages.NoteView, ...]:
    return tuple(
        pages.NoteView(
            row.id,
            row.kind,
            row.text,
            bool(row.is_private),
            bool(row.is_system),
            document(row.facts),
            document(row.quoted_from),
            row.author_email,
            moment(row.at),
        )
        for row in rows
    )


def _moves(
    rows: list[Any],
) -> tuple[tuple[pages.PaymentView, ...], tuple[pages.ShipmentView, ...]]:
    payments = tuple(
        pages.PaymentView(r.id, r.kind, r.amount, r.a, r.b, moment(r.at), r.by_email)
        for r in rows
        if r.money
    )
    shipments = tuple(
        pages.ShipmentView(r.id, r.a, r.b, tuple(document(r.units)), moment(r.at), r.by_email)
        for r in rows
        if not r.money
    )
    return payments, shipments


def _events(rows: list[Any]) -> tuple[pages.EventView, ...]:
    return tuple(
        pages.EventView(
            r.id, r.sequence, moment(r.at), r.kind, r.actor_email, r.door, document(r.data)
        )
        for r in rows
    )


def _family(order_id: int, root: int, found: list[Any]) -> Family:
    rows = {row.id: row for row in found}
    links = [Link(row.id, row.parent_id, root) for row in rows.values() if row.id != root]
    members = tuple(
        _member(rows[place.order], place.depth, place.children)
        for place in walk(root, links)
        if place.order in rows
    )
    return Family(order_id, members)


def _member(row: Any, depth: int, children: int) -> Member:
    """The columns stand in the order of the fields."""
    return Member._make((*row[:13], row.parent_id if depth else None, *row[14:], depth, children))

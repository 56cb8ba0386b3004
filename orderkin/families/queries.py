"""Orders and families as people and programs read them, by plain cursors.

An order page is the most read thing of the product: loading it through models costs five times
the CPU. Six statements, whatever the number of lines, notes or relatives; five go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from orderkin.families import pages
from orderkin.families.answering import family_served
from orderkin.families.answers import DEAD, all_living
from orderkin.families.guarding import Served
from orderkin.families.members import Family
from orderkin.families.reading_members import near_family, whole_family
from orderkin.families.shaping import (
    events_of,
    head_of,
    lines_of,
    note_counts_of,
    notes_of,
    payments_of,
    shipments_of,
)
from orderkin.orders.models import no_such_order
from orderkin.sql import fetch_all, fetch_one
from orderkin.sql.values import documents

# By its number, so that nobody waits for the head before the rest is asked for.
_ID = "(SELECT i.id FROM orders_order i WHERE i.number = %s)"
_ROOT = (
    "(SELECT COALESCE(i_r.root_id, i.id) FROM orders_order i"
    " LEFT JOIN families_relation i_r ON i_r.child_id = i.id WHERE i.number = %s)"
)
_HEAD = """
SELECT o.id, o.number, o.status, o.payment_status, o.shipping_status, o.version, o.placed_at,
       o.created_at, ch.name AS channel, o.channel_number, co.name AS company, o.customer_id,
       o.customer_name, o.customer_email, o.customer_phone,
       (SELECT COUNT(*) FROM (SELECT 1 FROM orders_order c
         WHERE c.customer_id = o.customer_id LIMIT 101) capped) AS customer_orders,
       o.billing_address, o.shipping_address, o.currency, o.prices_include_tax, o.subtotal,
       o.discount, o.shipping_charge, o.tax, o.total, o.paid, o.refunded, o.authorized,
       o.given_free, h.reason, h.release_when, h.placed_at AS held_at, h.placed_by_email,
       COALESCE(r.root_id, o.id) AS root,
       EXISTS (SELECT 1 FROM families_formerlink f WHERE f.parent_id = o.id) AS was_left
  FROM orders_order o
  JOIN client_channel ch ON ch.id = o.channel_id
  JOIN client_company co ON co.id = o.company_id
  LEFT JOIN orders_hold h ON h.order_id = o.id AND h.released_at IS NULL
  LEFT JOIN families_relation r ON r.child_id = o.id
 WHERE o.number = %s
"""

_LINES = f"""
SELECT id, sku, name, quantity, list_price, unit_price, price_basis, price_reason, discount,
       tax_rate, tax, total, share, is_kit, ships, product_id, kit_line_id, shipped, returned,
       refunded,
       (SELECT p.sku FROM products_product p WHERE p.id = product_id) AS product_sku
  FROM orders_orderline WHERE order_id = {_ID} ORDER BY position
"""  # noqa: S608 - our own words

_NOTES = f"""
SELECT id, kind, text, is_private, is_system, facts, quoted_from, author_email, at
  FROM notes_note WHERE order_id = {_ID} AND (%s = '' OR kind = %s)
 ORDER BY at DESC, id DESC LIMIT %s
"""  # noqa: S608 - our own words
NO_LIMIT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class NotesAsked:
    """Which notes of an order are read: the newest, of one `kind` or ("") of all."""

    kind: str = ""
    most: int = NO_LIMIT


ALL_NOTES = NotesAsked()

# Money, parcels and the newest events have one shape; one statement brings them, oldest first, and
# how many notes there are of each kind: a parent of 200 has 200, and a dozen are shown.
_PAST = f"""
SELECT 'money' AS what, id, kind, amount AS n, method AS a, reference AS b, NULL AS data, at,
       by_email
  FROM orders_payment WHERE order_id = {_ID}
UNION ALL
SELECT 'parcel', id, '', 0, carrier, tracking, units, at, by_email
  FROM orders_shipment WHERE order_id = {_ID}
UNION ALL
SELECT 'notes', 0, kind, COUNT(*), '', '', NULL, NULL, ''
  FROM notes_note WHERE order_id = {_ID} GROUP BY kind
UNION ALL
SELECT * FROM (
  SELECT 'event', id, kind, sequence, actor_email, door, data, at, ''
    FROM activity_event WHERE subject_kind = 'order' AND subject_id = {_ID}
   ORDER BY sequence DESC LIMIT %s) newest
 ORDER BY 8, 2
"""  # noqa: S608 - our own words

# Where everybody hangs, a row for each parent: rows of their own for two hundred relatives cost
# three times as much. Then, of the order's own children who answer something of it, what they
# answer; who only bought more answers nothing: of a large family that may be everybody.
_RELATIVES = f"""
SELECT r.parent_id AS parent, {{children}} AS children, NULL AS answers, NULL AS number,
       NULL AS status
  FROM families_relation r WHERE r.root_id = {_ROOT} GROUP BY r.parent_id
UNION ALL
SELECT r.parent_id, NULL, CAST(r.line_map AS TEXT), o.number, o.status
  FROM families_relation r JOIN orders_order o ON o.id = r.child_id
 WHERE r.parent_id = {_ID} AND {{answers}}
"""  # noqa: S608 - our own words
_RELATIVES_ON = {
    "postgresql": _RELATIVES.format(
        children="string_agg(CAST(r.child_id AS TEXT), ',')",
        answers="""r.line_map @? '$[*] ? (@.role != "adds")'""",
    ),
    "sqlite": _RELATIVES.format(
        children="group_concat(r.child_id)",
        answers="""(r.line_map LIKE '%%"replaces"%%' OR r.line_map LIKE '%%"parts"%%')""",
    ),
}


def order_page(
    number: str, *, history: int = 200, notes: NotesAsked = ALL_NOTES, nearby: bool = False
) -> pages.OrderPage:
    """One order with lines, notes, money, parcels, history and its family. Raises NotFound.

    `history` is how many of its newest events are read; they are numbered, so the rest is known.
    Notes that were not asked for are counted. `nearby` reads only those members of a large family
    that stand near the order, and nobody of an order that has no relatives.
    """
    heads, relatives, lines, said, past = fetch_all(
        (_HEAD, [number]),
        (_RELATIVES_ON[connection.vendor], [number, number]),
        (_LINES, [number]),
        (_NOTES, [number, notes.kind, notes.kind, notes.most]),
        (_PAST, [number, number, number, number, history]),
    )
    if not heads:
        raise no_such_order(number)
    row = heads[0]
    return pages.OrderPage(
        order=head_of(row),
        lines=lines_of(lines, _served(row, relatives)),
        notes=notes_of(said),
        note_counts=note_counts_of(past),
        payments=payments_of(past),
        shipments=shipments_of(past),
        events=events_of(past),
        family=near_family(row, relatives) if nearby else whole_family(row.id, row.root),
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
    return whole_family(row.id, row.root)


def _served(row: Any, relatives: Sequence[Any]) -> list[Served]:
    """What counts for each line of one order: its children say it.

    The whole family is asked when one of them is canceled, so that what was sent for its lines
    counts, or when an order left the family.
    """
    answering = [one for one in relatives if one.answers is not None]
    if row.was_left or any(one.status in DEAD for one in answering):
        return family_served(row.root)
    maps = documents([one.answers for one in answering])
    return [
        served
        for one, line_map in zip(answering, maps, strict=True)
        for served in all_living(one.number, line_map)
    ]

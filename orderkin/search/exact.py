"""Orders that are exactly what was typed: a number, a tracking number, an e-mail."""

from __future__ import annotations

from dataclasses import dataclass

from orderkin.lib.text import fold
from orderkin.search.document import place
from orderkin.search.sql import Sql, all_of
from orderkin.search.variants import variants
from orderkin.sql import fetch
from orderkin.sql.values import moment

# Beyond this, the rest of an e-mail's orders follows among those that hold it.
MOST = 2_000


@dataclass(frozen=True, slots=True, order=True)
class Exact:
    """One order: those that are meant themselves come before the rest of their family."""

    meant: bool
    place: int
    order_id: int


def exactly(typed: str, conditions: tuple[Sql, ...]) -> list[Exact]:
    """The orders whose number, channel number, tracking number or e-mail is `typed`.

    Any number of a family finds the whole family. The order that was meant comes first, then
    newest first.
    """
    if not any(c.isdecimal() or c == "@" for c in typed):
        return []  # no number without a digit: a name is spared the look
    found = _of_customer(typed, conditions) if "@" in typed else _of_number(typed, conditions)
    return sorted(found, reverse=True)


def _of_number(typed: str, conditions: tuple[Sql, ...]) -> list[Exact]:
    forms, where = variants(typed), all_of(conditions)
    # The forms are rows, not values of IN: so PostgreSQL expects as many hits of any values and
    # keeps one plan. Else it makes a plan for each number, which takes five times the look itself.
    rows = ", ".join(["(%s)"] * len(forms))
    return _fetch(
        f"WITH typed(form) AS (VALUES {rows}),"
        " meant AS (SELECT p.id FROM orders_order p WHERE p.number IN (SELECT form FROM typed)"
        # The channel leads its index: a handful of channels, one look each.
        " UNION SELECT p.id FROM orders_order p"
        " WHERE p.channel_id IN (SELECT id FROM client_channel) AND NOT (p.channel_number = '')"
        " AND p.channel_number IN (SELECT form FROM typed)"
        " UNION SELECT s.order_id FROM orders_shipment s"
        " WHERE s.tracking IN (SELECT form FROM typed)),"
        " roots AS (SELECT COALESCE(r.root_id, meant.id) AS id FROM meant"
        " LEFT JOIN families_relation r ON r.child_id = meant.id),"
        " kin AS (SELECT id FROM roots UNION SELECT r.child_id FROM families_relation r"
        " WHERE r.root_id IN (SELECT id FROM roots))"
        " SELECT o.id, o.placed_at, o.id IN (SELECT id FROM meant) AS meant FROM kin"
        " JOIN orders_order o ON o.id = kin.id JOIN search_document d ON d.order_id = o.id"
        f" WHERE {where.text} ORDER BY 3 DESC, o.placed_at DESC LIMIT {MOST}",
        [*forms, *where.params],
    )


def _of_customer(typed: str, conditions: tuple[Sql, ...]) -> list[Exact]:
    where = all_of(conditions)
    return _fetch(
        "SELECT o.id, o.placed_at, 1 AS meant FROM orders_order o"
        " JOIN search_document d ON d.order_id = o.id"
        " WHERE o.customer_id IN (SELECT c.id FROM customers_customer c"
        f" WHERE c.email_folded = %s) AND {where.text} ORDER BY o.placed_at DESC LIMIT {MOST}",
        [fold(typed), *where.params],
    )


def _fetch(sql: str, params: list[object]) -> list[Exact]:
    rows = fetch(sql, params)
    return [Exact(bool(r.meant), place(moment(r.placed_at), r.id), r.id) for r in rows]

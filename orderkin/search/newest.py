"""Orders without any text to look up, newest first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection

from orderkin.search.document import Pattern
from orderkin.search.sql import Place, Sql, all_of, holds
from orderkin.search.weighing import Led, fewest, middling, offered_by, together
from orderkin.sql import fetch, on_postgresql
from orderkin.sql.values import moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ID_BITS = 31


def newest(
    groups: tuple[tuple[Pattern, ...], ...],
    conditions: tuple[Sql, ...],
    *,
    below: int | None,
    limit: int,
    oldest_first: bool = False,
) -> list[Place]:
    """Up to `limit` orders beyond `below` that meet the conditions, newest (or oldest) first.

    Led by the order's own indexes on date, so a place here counts microseconds, not seconds.
    """
    beyond = _beyond(below, ">" if oldest_first else "<")
    led = _led(conditions)
    left = led.beside(conditions) if led else conditions
    wanted = [*(holds(group) for group in groups), *left, *beyond]
    where = all_of(wanted)
    document = " JOIN search_document d ON d.order_id = o.id" if where.on_document else ""
    way = "ASC" if oldest_first else "DESC"
    source, few = "orders_order o", ""
    if led and on_postgresql():
        # MATERIALIZED: read off its index, whatever the planner thinks of the rest.
        source, few = (
            "few JOIN orders_order o ON o.id = few.id",
            f"WITH few AS MATERIALIZED ({led.text}) ",
        )
    elif led:
        source = f"({led.text}) n CROSS JOIN orders_order o ON o.id = n.id"
    rows = fetch(
        f"{few}SELECT o.id, o.placed_at FROM {source}{document}"
        f" WHERE {where.text} ORDER BY o.placed_at {way}, o.id {way} LIMIT %s",
        [*(led.values if led else ()), *where.params, limit],
        fresh=True,
    )
    return [Place(_place(moment(row.placed_at), row.id), row.id) for row in rows]


def _led(conditions: tuple[Sql, ...]) -> Led | None:
    """A condition that few orders meet leads, or two that few meet together.

    One alone need not when its index stands in the order of the list.
    """
    if len(conditions) == 1 and conditions[0].in_order:
        return None
    led = fewest(conditions)
    if led or len(offered_by(conditions)) < 2:
        return led
    return together(middling(conditions))


def _place(placed_at: datetime, order_id: int) -> int:
    microseconds = (placed_at - _EPOCH) // timedelta(microseconds=1)
    return max(microseconds, 0) << _ID_BITS | order_id


def _beyond(place: int | None, sign: str) -> list[Sql]:
    if place is None:
        return []
    at = _EPOCH + timedelta(microseconds=place >> _ID_BITS)
    stored = connection.ops.adapt_datetimefield_value(at)
    return [Sql(f"(o.placed_at, o.id) {sign} (%s, %s)", (stored, place & (2**_ID_BITS - 1)))]

"""From operators to conditions on orders: what each one means, once, for both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from orderkin.lib.actor import Actor
from orderkin.lib.text import fold
from orderkin.search.choices import meant, status_column
from orderkin.search.query import Filter
from orderkin.search.sql import NOTHING, Ids, Sql, all_of, among, any_of
from orderkin.search.totals import of_total
from orderkin.search.values import Days, read_days, read_flag
from orderkin.search.variants import variants
from orderkin.sql import fetch


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, and when: `me`, `today` and calendar days depend on it."""

    actor: Actor
    at: datetime

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.actor.zone)

    @property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()


Meaning = Callable[[str, Reader], Sql | None]


def condition(chip: Filter, reader: Reader) -> tuple[Sql | None, tuple[str, ...]]:
    """The condition of one chip and those of its values that mean nothing.

    No value yet means no condition. A value that cannot be read matches no order: a typing
    mistake must not widen what a bulk action would touch.
    """
    if not chip.values:
        return None, ()
    read = [(value, MEANINGS[chip.operator](value, reader)) for value in chip.values]
    either = any_of(one for _, one in read if one is not None)
    unread = tuple(value for value, one in read if one is None)
    if unread and (chip.negated or len(unread) == len(read)):
        return NOTHING, unread
    return (either.negated() if chip.negated else either), unread


def _status(value: str, reader: Reader) -> Sql | None:
    codes = meant("status", value)
    return any_of(_has_status(str(code)) for code in codes) if codes else None


def _has_status(code: str) -> Sql:
    return _indexed(Sql(f"{status_column(code)} = %s", (code,)))


def _indexed(inner: Sql) -> Sql:
    """A condition on a column whose index goes on by date."""
    ids = (f"SELECT o.id FROM orders_order o WHERE {inner.text}", inner.params)
    return replace(inner, ids=ids, in_order=True)


def _row(operator: str, column: str) -> Meaning:
    def read(value: str, reader: Reader) -> Sql | None:
        found = meant(operator, value)
        return _indexed(among(column, found)) if found else None

    return read


def _related(operator: str, column: str) -> Meaning:
    def read(value: str, reader: Reader) -> Sql | None:
        found = meant(operator, value)
        inner = among(f"r.{column}", found)
        return _child_of_relation(inner) if found else None

    return read


def _child_of_relation(inner: Sql) -> Sql:
    ids = f"SELECT r.child_id AS id FROM families_relation r WHERE {inner.text}"
    return Sql(f"o.id IN ({ids})", inner.params, ids=(ids, inner.params))


def _by(value: str, reader: Reader) -> Sql | None:
    emails = [reader.actor.email] if value == "me" else meant("by", value)
    return _child_of_relation(among("r.actor_email", emails)) if emails else None


def _created(value: str, reader: Reader) -> Sql | None:
    days = read_days(value, reader.today)
    if days is None:
        return None
    first, end = moments(days, reader)
    bounds = [Sql("o.placed_at >= %s", (_stored(first),))] if first else []
    bounds += [Sql("o.placed_at < %s", (_stored(end),))] if end else []
    return all_of(bounds)


def moments(days: Days, reader: Reader) -> tuple[datetime | None, datetime | None]:
    """From the first midnight to the one after the last, where the reader is."""
    after = days.last + timedelta(days=1) if days.last and days.last < date.max else None
    first, end = (
        datetime.combine(day, time.min, reader.zone).astimezone(UTC) if day else None
        for day in (days.first, after)
    )
    return first, end


def _stored(at: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(at)


def _total(value: str, reader: Reader) -> Sql | None:
    return of_total(value)


def _parent(value: str, reader: Reader) -> Sql | None:
    numbered = _numbered(value)
    text = f"SELECT r.child_id FROM families_relation r WHERE r.parent_id IN ({numbered.text})"
    return Sql(f"o.id IN ({text})", numbered.params)


def _root(value: str, reader: Reader) -> Sql | None:
    """The family that this number belongs to, whichever member was named."""
    numbered = _numbered(value)
    above = f"SELECT r.root_id FROM families_relation r WHERE r.child_id IN ({numbered.text})"
    roots = f"{numbered.text} UNION {above}"
    below = f"SELECT r.child_id FROM families_relation r WHERE r.root_id IN ({roots})"
    return Sql(f"o.id IN ({roots} UNION {below})", numbered.params * 4)


def _numbered(value: str) -> Sql:
    forms = variants(value)
    marks = ", ".join(["%s"] * len(forms))
    return Sql(f"SELECT p.id FROM orders_order p WHERE p.number IN ({marks})", forms)


def _has(value: str, reader: Reader) -> Sql | None:
    word = fold(value)
    if word and "children".startswith(word):
        parents = "SELECT DISTINCT r.parent_id AS id FROM families_relation r"
        related = "EXISTS (SELECT 1 FROM families_relation r WHERE r.parent_id = o.id)"
        return Sql(related, ids=(parents, ()))
    if word and "parent".startswith(word):
        children = "SELECT r.child_id AS id FROM families_relation r"
        related = "EXISTS (SELECT 1 FROM families_relation r WHERE r.child_id = o.id)"
        return Sql(related, ids=(children, ()))
    return None


def _free(value: str, reader: Reader) -> Sql | None:
    flag = read_flag(value)
    if flag is None:
        return None
    given = Sql(f"(o.given_free > 0 OR EXISTS ({_UNPRICED} AND l.order_id = o.id))", ids=_GIVEN)
    return given if flag else given.negated()


# Given free as the order and the ledger count it; a free line of a product without a list price has
# no value that could be counted, and is free all the same. Both are read off indexes of their own.
_UNPRICED = (
    "SELECT l.order_id AS id FROM orders_orderline l"
    " WHERE l.price_basis = 'free' AND l.list_price = 0"
)
# No UNION: it would read both to the end before the first is counted.
_GIVEN: Ids = (
    (
        f"SELECT o.id FROM orders_order o WHERE o.given_free > 0 UNION ALL SELECT DISTINCT n.id"
        f" FROM ({_UNPRICED}) n JOIN orders_order o ON o.id = n.id WHERE NOT o.given_free > 0"
    ),
    (),
)


def _hold(value: str, reader: Reader) -> Sql | None:
    open_holds = "SELECT h.order_id AS id FROM orders_hold h WHERE h.released_at IS NULL"
    flag = read_flag(value) if len(value) > 1 else None
    if flag is not None:
        held = Sql(f"o.id IN ({open_holds})", ids=(open_holds, ()))
        return held if flag else held.negated()
    written = fetch("SELECT DISTINCT reason FROM orders_hold WHERE released_at IS NULL")
    reasons = [row.reason for row in written if fold(value) in fold(row.reason)]
    inner = among("h.reason", reasons)
    ids = f"{open_holds} AND {inner.text}"
    return Sql(f"o.id IN ({ids})", inner.params, ids=(ids, inner.params))


MEANINGS: dict[str, Meaning] = {
    "status": _status,
    "company": _row("company", "o.company_id"),
    "channel": _row("channel", "o.channel_id"),
    "created": _created,
    "total": _total,
    "parent": _parent,
    "root": _root,
    "has": _has,
    "kind": _related("kind", "kind_id"),
    "reason": _related("reason", "reason_id"),
    "by": _by,
    "free": _free,
    "hold": _hold,
}

"""Reading who belongs to a family: all of it, or of a large one those near an order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from orderkin.families.members import Family, Member
from orderkin.families.nearness import near
from orderkin.families.sums import UNCOUNTED, sums
from orderkin.families.tree import Place, walk, walk_down
from orderkin.sql import fetch, fetch_all
from orderkin.sql.many import among

# Everybody's money, in the columns `sums` adds up. Who paid more than was charged stands alone:
# what one order is owed does not pay for another.
_UNCHARGED = ", ".join(f"'{status}'" for status in sorted(UNCOUNTED))
_MONEY = f"""
SELECT currency, status, CAST(SUM(total) AS bigint) AS total, CAST(SUM(paid) AS bigint) AS paid,
       CAST(SUM(refunded) AS bigint) AS refunded, CAST(SUM(given_free) AS bigint) AS given_free
  FROM orders_order WHERE id {{members}}
 GROUP BY currency, status,
       CASE WHEN paid > CASE WHEN status IN ({_UNCHARGED}) THEN 0 ELSE total END THEN id END
"""  # noqa: S608 - our own words
_EVERYBODY = "SELECT %s UNION ALL SELECT m.child_id FROM families_relation m WHERE m.root_id = %s"
# An array spares PostgreSQL a step of a join for each member; SQLite has none.
_MONEY_ON = {
    "postgresql": _MONEY.format(members=f"= ANY(ARRAY({_EVERYBODY}))"),
    "sqlite": _MONEY.format(members=f"IN ({_EVERYBODY})"),
}

# COALESCE leaves times as they are stored: SQLite's driver would read each of them.
_MEMBERS = """
SELECT o.id AS child, o.number, o.status, o.payment_status, o.shipping_status, o.currency, o.total,
       o.paid, o.refunded, o.given_free, o.shipping_charge, COALESCE(o.placed_at, NULL) AS placed,
       ch.name AS channel, r.parent_id AS parent, COALESCE(k.code, '') AS kind,
       COALESCE(k.label, '') AS kind_label, COALESCE(rea.code, '') AS reason,
       COALESCE(rea.label, '') AS reason_label, COALESCE(r.actor_email, '') AS actor_email,
       COALESCE(r.approver_email, '') AS approver_email, COALESCE(r.created_at, NULL) AS made,
       COALESCE(r.origin, '') AS origin, r.override, r.kept_units AS stays
  FROM orders_order o
  JOIN client_channel ch ON ch.id = o.channel_id
  LEFT JOIN families_relation r ON r.child_id = o.id
  LEFT JOIN families_kind k ON k.id = r.kind_id
  LEFT JOIN families_reasoncode rea ON rea.id = r.reason_id
 WHERE o.id {among}
"""
_WHOLE = _MEMBERS.format(among=f"IN ({_EVERYBODY})")


def near_family(row: Any, relatives: Sequence[Any]) -> Family:
    """Everybody's place and money, and those who are shown on the order's page.

    `relatives` say where everybody but the root hangs.
    """
    places = tuple(walk_down(row.root, _hanging(relatives)))
    if len(places) == 1:
        return Family(row.id, places)
    seen = near(row.id, places)
    wanted = sorted(seen.orders)
    found, money = fetch_all(
        among(_MEMBERS, wanted), (_MONEY_ON[connection.vendor], [row.root, row.root])
    )
    return Family(row.id, places, _members(places, found), seen, sums(money))


def _hanging(relatives: Iterable[Any]) -> dict[int | None, list[int]]:
    return {
        one.parent: list(map(int, one.children.split(","))) for one in relatives if one.children
    }


def whole_family(order_id: int, root: int) -> Family:
    """Everybody, whatever the size of the family."""
    found = fetch(_WHOLE, [root, root])
    places = tuple(walk(root, found))
    return Family(order_id, places, _members(places, found))


def _members(places: Iterable[Place], found: Iterable[Any]) -> tuple[Member, ...]:
    """The columns stand in the order of the fields."""
    rows = {row.child: row for row in found}
    return tuple(
        Member._make((*rows[at.order], at.depth, at.children)) for at in places if at.order in rows
    )

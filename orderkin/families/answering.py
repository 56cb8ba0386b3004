"""Reading what answers the lines of a family, also of orders that were unlinked or moved away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from orderkin.families.answers import DEAD, Answer, answers_in, counted, joined
from orderkin.families.guarding import LineRole, Served
from orderkin.families.models import FormerLink, Relation
from orderkin.orders.models import Order, OrderLine
from orderkin.sql import fetch
from orderkin.sql.values import document

# Orders that left this family, and whatever hangs below them now; asked for a parent and its root.
# The two outer joins walk both kinds of link by index, which a union inside would not on SQLite.
AWAY = """
WITH RECURSIVE away(id) AS (
  SELECT f.child_id FROM families_formerlink f
   WHERE f.parent_id = %s
      OR f.parent_id IN (SELECT m.child_id FROM families_relation m WHERE m.root_id = %s)
  UNION
  SELECT COALESCE(r.child_id, f.child_id)
    FROM away a
    JOIN (SELECT 0 AS gone UNION ALL SELECT 1) k ON true
    LEFT JOIN families_relation r ON r.parent_id = a.id AND k.gone = 0
    LEFT JOIN families_formerlink f ON f.parent_id = a.id AND k.gone = 1
   WHERE COALESCE(r.child_id, f.child_id) IS NOT NULL)
"""


# Their links (l), those they have now and those they had, to follow another SELECT.
NOW_OF_AWAY = """
  FROM away a JOIN orders_order o ON o.id = a.id JOIN families_relation l ON l.child_id = a.id"""
BEFORE_OF_AWAY = """
  FROM away a JOIN orders_order o ON o.id = a.id JOIN families_formerlink l ON l.child_id = a.id"""

_ANSWER = "SELECT o.id, o.number, o.status, l.line_map"
_FAMILY = "FROM families_relation l JOIN orders_order o ON o.id = l.child_id WHERE l.root_id = %s"
_ANSWERS = f"""{AWAY} {_ANSWER} {_FAMILY}
UNION ALL {_ANSWER} {NOW_OF_AWAY} UNION ALL {_ANSWER} {BEFORE_OF_AWAY} ORDER BY 1"""


def answers_of(rows: list[Any]) -> tuple[Answer, ...]:
    """The answers in rows of (order id, number, status, line map)."""
    return tuple(
        answer
        for row in rows
        for answer in answers_in(row[0], row[1], row[2], document(row.line_map))
    )


def family_answers(root: int) -> tuple[Answer, ...]:
    """Everything that answers a line of the family under `root`."""
    return answers_of(fetch(_ANSWERS, [root, root, root]))


def family_served(root: int) -> list[Served]:
    """What counts for each line of the family, also of orders that left it."""
    return counted(family_answers(root))


def leave(relation: Relation, at: datetime) -> None:
    """Remember what the child answers of the parent it is taken from."""
    named = [entry["parent_line"] for entry in relation.line_map]
    own = OrderLine.objects.filter(pk__in=named, order_id=relation.parent_id).order_by("pk")
    there = set(own.values_list("pk", flat=True))
    line_map = [entry for entry in relation.line_map if entry["parent_line"] in there]
    # What it gave free and was never sold counts too, so the family has to know of the order.
    if line_map or (relation.origin != "linked" and _gives(relation.child_id)):
        kept = {"recipe_id": relation.recipe_id, "line_map": line_map, "left_at": at}
        FormerLink.objects.update_or_create(
            child_id=relation.child_id, parent_id=relation.parent_id, defaults=kept
        )


def _gives(order_id: int) -> bool:
    free = Q(given_free__gt=0) | Q(lines__price_basis="free")
    return Order.objects.filter(free, pk=order_id).exists()


def come_back(child_id: int, parent_id: int) -> None:
    """The link stands again with all that it answered; nothing needs remembering."""
    FormerLink.objects.filter(child_id=child_id, parent_id=parent_id).delete()


def lines_behind(order_id: int, line_ids: set[int]) -> Iterator[tuple[int, LineRole, OrderLine]]:
    """For lines of a canceled order: the sold lines they answered, up to an order that lives.

    What is sent for the one is sent for the other. Each with the line that was asked for and what
    a replacement of that one is to it.
    """
    asked: dict[int, tuple[int, LineRole]] = {line: (line, "replaces") for line in line_ids}
    above = {order_id}
    while asked:
        reached: dict[int, tuple[int, LineRole]] = {}
        for entry in _entries(above):
            if entry["child_line"] in asked:
                line, role = asked[entry["child_line"]]
                reached[entry["parent_line"]] = (line, joined(entry["role"], role))
        found = OrderLine.objects.filter(pk__in=reached).select_related("order").order_by("pk")
        rows = list(found)
        yield from ((*reached[row.pk], row) for row in rows)
        dead = [row for row in rows if row.order.status in DEAD]
        asked = {row.pk: reached[row.pk] for row in dead}
        above = {row.order_id for row in dead}


def _entries(children: set[int]) -> Iterator[dict[str, Any]]:
    """What these orders answer, above them now or before."""
    for model in (Relation, FormerLink):
        for link in model.objects.filter(child_id__in=children).order_by("pk"):
            yield from link.line_map

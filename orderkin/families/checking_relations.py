"""Relations as they are stored, with what both sides tell of them, page by page, for the check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from orderkin.families.soundness import CREATED, CREATED_BELOW, RelationState
from orderkin.families.tree import Link
from orderkin.sql import fetch
from orderkin.sql.values import document

_RELATIONS = """
SELECT r.child_id, r.parent_id, r.root_id, r.line_map, c.number, p.number AS above
  FROM families_relation r
  JOIN orders_order c ON c.id = r.child_id
  JOIN orders_order p ON p.id = r.parent_id
 WHERE r.id IN ({}) ORDER BY r.id
"""

_ABOVE = "SELECT child_id, parent_id, root_id FROM families_relation WHERE child_id IN ({})"

_NOTES = "SELECT order_id, facts AS said FROM notes_note WHERE is_system AND order_id IN ({})"

_EVENTS = """
SELECT subject_id AS order_id, kind, data AS said FROM activity_event
 WHERE subject_kind = 'order' AND subject_id IN ({})
"""

_LINES = "SELECT id, order_id FROM orders_orderline WHERE id IN ({})"


def _rows(sql: str, ids: Sequence[int]) -> list[Any]:
    return fetch(sql.format(", ".join(["%s"] * len(ids))), ids) if ids else []


def links_above(links: Sequence[Link]) -> list[Link]:
    """The links and every link above them, level by level, so that each path to a root is whole."""
    known = {link.child: link for link in links}
    missing = sorted({link.parent for link in links} - known.keys())
    while missing:
        above = _rows(_ABOVE, missing)
        known.update({row.child_id: Link(*row) for row in above})
        missing = sorted({row.parent_id for row in above} - known.keys())
    return list(known.values())


def relation_states(ids: Sequence[int]) -> list[RelationState]:
    """These relations: four statements for all of them."""
    rows = _rows(_RELATIONS, ids)
    orders = sorted({pk for row in rows for pk in (row.child_id, row.parent_id)})
    noted = _told(_rows(_NOTES, orders))
    kinds = CREATED | CREATED_BELOW
    happened = _told([row for row in _rows(_EVENTS, orders) if row.kind in kinds])
    maps = {row.child_id: tuple(document(row.line_map)) for row in rows}
    lines = {row.id: row.order_id for row in _rows(_LINES, _named(maps.values()))}
    return [
        RelationState(
            link=Link(row.child_id, row.parent_id, row.root_id),
            number=row.number,
            line_map=maps[row.child_id],
            lines=lines,
            noted=noted.get((row.number, row.above), set()),
            happened=happened.get((row.number, row.above), set()),
        )
        for row in rows
    ]


def _named(maps: Any) -> list[int]:
    """The lines that line maps name."""
    sides = ("child_line", "parent_line")
    named = {entry.get(side) for line_map in maps for entry in line_map for side in sides}
    return sorted(pk for pk in named if isinstance(pk, int))


def _told(rows: list[Any]) -> dict[tuple[str, str], set[int]]:
    """Which orders say something of a child and its parent, by those two numbers."""
    found: dict[tuple[str, str], set[int]] = {}
    for row in rows:
        said = document(row.said)
        about = (str(said.get("number")), str(said.get("parent")))
        found.setdefault(about, set()).add(row.order_id)
    return found

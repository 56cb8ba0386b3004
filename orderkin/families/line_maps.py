"""Line maps stay true when the lines of an order are edited."""

from __future__ import annotations

from typing import Any

from orderkin.families.models import Relation
from orderkin.orders.models import OrderLine


def follow_edit(order_id: int) -> frozenset[int]:
    """After an edit: answers count the units they now have, and gone lines answer nothing.

    Returns the lines of the family of which the edited order now answers more units than before.
    The order is locked by its own edit; its children's maps only ever lose what is gone.
    """
    grown: set[int] = set()
    for relation in Relation.objects.select_for_update().filter(child_id=order_id):
        quantities = _quantities([entry["child_line"] for entry in relation.line_map])
        grown |= {
            entry["parent_line"]
            for entry in relation.line_map
            if quantities.get(entry["child_line"], 0) > entry["quantity"]
        }
        _write(relation, _as_edited(relation.line_map, quantities))
    below = Relation.objects.select_for_update().filter(parent_id=order_id)
    for relation in below.order_by("pk"):
        there = _quantities([entry["parent_line"] for entry in relation.line_map])
        _write(relation, [e for e in relation.line_map if e["parent_line"] in there])
    return frozenset(grown)


def answered_by(order_id: int) -> frozenset[int]:
    """The lines of its parent that an order answers now."""
    relation = Relation.objects.filter(child_id=order_id).first()
    return (
        frozenset(entry["parent_line"] for entry in relation.line_map) if relation else frozenset()
    )


def _as_edited(line_map: list[dict[str, Any]], quantities: dict[int, int]) -> list[dict[str, Any]]:
    return [
        {**entry, "quantity": quantities[entry["child_line"]]}
        for entry in line_map
        if entry["child_line"] in quantities
    ]


def _quantities(line_ids: list[int]) -> dict[int, int]:
    rows = OrderLine.objects.filter(pk__in=line_ids).order_by("pk")
    return dict(rows.values_list("pk", "quantity"))


def _write(relation: Relation, line_map: list[dict[str, Any]]) -> None:
    if line_map != relation.line_map:
        relation.line_map = line_map
        relation.save(update_fields=["line_map"])

"""The order in which recipes, reason codes and kinds are offered: places have no ties."""

from __future__ import annotations

from typing import Any

from orderkin.families.models import Kind, ReasonCode, Recipe


def take_place(row: Recipe | ReasonCode | Kind, place: int) -> None:
    """The saved row takes the place it asks for (0 is first) and the others close up."""
    model: Any = type(row)
    rows = list(model.objects.exclude(pk=row.pk).order_by("position", "id"))
    rows.insert(place, row)
    for position, one in enumerate(rows):
        if one.position != position:
            one.position = position
            model.objects.filter(pk=one.pk).update(position=position)

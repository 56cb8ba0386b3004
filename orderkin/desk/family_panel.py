"""The Related Orders panel: of a large family what is near, and how many are left out where."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from orderkin.families.members import Family, Member


@dataclass(frozen=True, slots=True)
class Row:
    """A member, or in its place how many are left out; `depth` is how far it is moved in."""

    depth: int
    member: Member | None = None
    hidden: int = 0


def panel(family: Family) -> list[Row]:
    """The members near the order, and the gaps between them."""
    members = {one.order_id: one for one in family.members}
    return [
        Row(spot.depth, members.get(spot.order or 0), spot.hidden) for spot in family.near.spots
    ]


def crumbs(family: Family) -> list[str]:
    """The numbers above the order, root first; "" stands for those left out of a long way up."""
    numbers = {one.order_id: one.number for one in family.members}
    return [numbers[order] if order else "" for order in family.near.above]


def kept_words(one: Member) -> list[str]:
    """What the customer keeps of what came wrongly, one sentence per kind of unit."""
    kept = one.kept_units
    if not kept:
        return []
    sentence = _("Kept by the customer: %(n)d × %(arrived)s, sent instead of %(ordered)s")
    return [
        sentence
        % {
            "n": unit.quantity,
            "arrived": unit.arrived.sku if unit.arrived else _("something else"),
            "ordered": unit.ordered.sku or unit.ordered.name,
        }
        for unit in kept
    ]

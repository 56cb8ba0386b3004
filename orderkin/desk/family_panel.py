"""The Related Orders panel: of a large family what is near, and how many are left out where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from orderkin.families.members import Family, Member

SHOWN = 12
ABOVE = 3
BESIDE = 2
BELOW = 6
CRUMBS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A member, or in its place how many are left out; `depth` is how far it is moved in."""

    depth: int
    member: Member | None = None
    hidden: int = 0


def panel(family: Family) -> list[Row]:
    """Everybody up to twelve; of more, the way up, the siblings beside and the newest children."""
    if len(family) <= SHOWN:
        return [Row(one.depth, one) for one in family.members]
    return list(_with_gaps(family.members, _near(family)))


def kept_words(one: Member) -> list[str]:
    """What the customer keeps of what came wrongly, one sentence per kind of unit."""
    sentence = _("Kept by the customer: %(n)d × %(arrived)s, sent instead of %(ordered)s")
    return [
        sentence
        % {
            "n": unit.quantity,
            "arrived": unit.arrived.sku if unit.arrived else _("something else"),
            "ordered": unit.ordered.sku or unit.ordered.name,
        }
        for unit in one.kept_units
    ]


def _near(family: Family) -> set[int]:
    path, above = family.path, family.me.parent_id
    beside = [m for m in family.members if m.parent_id == above and m.depth]
    at = next((n for n, m in enumerate(beside) if m.order_id == family.current), 0)
    kept = [
        family.root,
        *path[-ABOVE - 1 :],
        *beside[max(0, at - BESIDE) : at + BESIDE + 1],
        *family.children[-BELOW:],
    ]
    return {member.order_id for member in kept}


def _with_gaps(members: Sequence[Member], kept: set[int]) -> Iterator[Row]:
    left_out: list[Member] = []
    for member in members:
        if member.order_id not in kept:
            left_out.append(member)
            continue
        yield from _gap(left_out)
        left_out = []
        yield Row(member.depth, member)
    yield from _gap(left_out)


def _gap(left_out: Sequence[Member]) -> Iterator[Row]:
    """One left out is shown after all: its line is as long as the line that would count it."""
    if len(left_out) == 1:
        yield Row(left_out[0].depth, left_out[0])
    elif left_out:
        yield Row(min(member.depth for member in left_out), hidden=len(left_out))


def crumbs(family: Family) -> list[str]:
    """The numbers above the order, root first; "" stands for those left out of a long way up."""
    numbers = [member.number for member in family.path[:-1]]
    if len(numbers) <= CRUMBS:
        return numbers
    return [numbers[0], "", *numbers[1 - CRUMBS :]]

"""Who of a family is shown on an order's own page: of a large one those who are near (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from orderkin.families.tree import Place

SHOWN = 12
ABOVE = 3
BESIDE = 2
BELOW = 6
CRUMBS = 5
_DEPTH = attrgetter("depth")


@dataclass(frozen=True, slots=True)
class Spot:
    """A member's id, or None and in its place how many are left out; `depth` as in the tree."""

    depth: int
    order: int | None = None
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """What an order's page shows: members and gaps as in the tree, and the way up.

    `above` are the ids up to the parent, root first; None stands for those left out.
    """

    spots: tuple[Spot, ...] = ()
    above: tuple[int | None, ...] = ()

    @property
    def orders(self) -> set[int]:
        """Everybody who is named."""
        named = {spot.order for spot in self.spots}.union(self.above)
        return {order for order in named if order is not None}


NOBODY = Near()


def near(current: int, places: Sequence[Place]) -> Near:
    """Everybody up to twelve; of more, the way up, the siblings beside and the newest children."""
    stand = {at.order: place for place, at in enumerate(places)}
    path = _path(current, places, stand)
    if len(places) <= SHOWN:
        return Near(tuple(Spot(at.depth, at.order) for at in places), _above(path))
    named = sorted(stand[order] for order in _beside(path, places))
    return Near(tuple(_with_gaps(places, named)), _above(path))


def _path(current: int, places: Sequence[Place], stand: Mapping[int, int]) -> list[int]:
    """From the order up to the root, both included."""
    path = [current]
    while (above := places[stand[path[-1]]].parent) is not None:
        path.append(above)
    return path


def _above(path: Sequence[int]) -> tuple[int | None, ...]:
    above = path[:0:-1]
    return tuple(above) if len(above) <= CRUMBS else (above[0], None, *above[1 - CRUMBS :])


def _beside(path: Sequence[int], places: Sequence[Place]) -> set[int]:
    current, above = path[0], path[1] if len(path) > 1 else None
    beside = [at.order for at in places if at.parent == above]
    here = beside.index(current)
    below = [at.order for at in places if at.parent == current]
    return {
        path[-1],
        *path[: ABOVE + 1],
        *beside[max(0, here - BESIDE) : here + BESIDE + 1],
        *below[-BELOW:],
    }


def _with_gaps(places: Sequence[Place], named: Sequence[int]) -> Iterator[Spot]:
    """Those at `named`, and between them how many are left out; the root is always named."""
    before = named[0]
    for place in (*named, len(places)):
        yield from _gap(places[before + 1 : place])
        if place < len(places):
            yield Spot(places[place].depth, places[place].order)
        before = place


def _gap(left_out: Sequence[Place]) -> Iterator[Spot]:
    """One left out is shown after all: its line is as long as the line that would count it."""
    if len(left_out) == 1:
        yield Spot(left_out[0].depth, left_out[0].order)
    elif left_out:
        yield Spot(min(map(_DEPTH, left_out)), hidden=len(left_out))

"""Families as trees: from rows of links to an ordered walk, and what makes one sound (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol


class Link(NamedTuple):
    """One stored relation: order ids only."""

    child: int
    parent: int
    root: int


class HangsBelow(Protocol):
    """Whatever says of an order below which it hangs; None is below nobody."""

    @property
    def child(self) -> int: ...
    @property
    def parent(self) -> int | None: ...


class Place(NamedTuple):
    """Where a member stands when the family is read from top to bottom."""

    order: int
    depth: int
    parent: int | None
    children: int


def walk(root: int, links: Iterable[HangsBelow]) -> list[Place]:
    """The family from the root down, parents before children, siblings in key order.

    Links that cannot be reached from `root` are left out; a cycle cannot hold the walk up.
    """
    below: dict[int | None, list[int]] = defaultdict(list)
    for link in links:
        below[link.parent].append(link.child)
    return walk_down(root, below)


def walk_down(root: int, below: Mapping[int | None, Collection[int]]) -> list[Place]:
    """`walk`, where it is known already who hangs below whom."""
    places: list[Place] = []
    seen: set[int] = set()
    opened: list[tuple[int | None, Iterator[int]]] = [(None, iter((root,)))]
    while opened:
        above, siblings = opened[-1]
        depth = len(opened) - 1
        for order in siblings:
            if order in seen:
                continue
            seen.add(order)
            children = below.get(order, ())
            places.append(Place(order, depth, above, len(children)))
            if not children:
                continue
            if not (seen.isdisjoint(children) and below.keys().isdisjoint(children)):
                opened.append((order, iter(sorted(children))))
                break
            # None of them has children, as most of a large family: they go in at once.
            leaves = sorted(set(children))
            seen.update(leaves)
            places += [Place(leaf, depth + 1, order, 0) for leaf in leaves]
        else:
            opened.pop()
    return places


def path_to_root(order: int, parents: Mapping[int, int]) -> list[int]:
    """From `order` up to its root, both included; stops where a cycle would begin."""
    path = [order]
    while path[-1] in parents and parents[path[-1]] not in path:
        path.append(parents[path[-1]])
    return path


def descendants(order: int, links: Iterable[Link]) -> set[int]:
    """Everything below `order`, without itself."""
    return {place.order for place in walk(order, links)} - {order}


def would_cycle(child: int, parent: int, links: Iterable[Link]) -> bool:
    """Whether hanging `child` below `parent` would make an order its own ancestor."""
    return parent == child or parent in descendants(child, links)


def faults(links: Iterable[Link]) -> list[tuple[int, str]]:
    """What is wrong with a set of links, as `(child, code)`.

    `two_parents`, `cycle`, `wrong_root`: the parent is the truth, the root must follow from it.
    """
    rows = list(links)
    found: list[tuple[int, str]] = []
    parents: dict[int, int] = {}
    for link in rows:
        if link.child in parents:
            found.append((link.child, "two_parents"))
        parents.setdefault(link.child, link.parent)
    for link in rows:
        top = path_to_root(link.child, parents)[-1]
        if top in parents:
            found.append((link.child, "cycle"))
        elif link.root != top:
            found.append((link.child, "wrong_root"))
    return found

"""Families are trees: read from the root down, and every fault in them is found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from orderkin.families.tree import (
    Link,
    Place,
    descendants,
    faults,
    path_to_root,
    walk,
    would_cycle,
)

# 1 is the root; 2 and 3 below it; 4 below 2.
LINKS = [Link(2, 1, 1), Link(3, 1, 1), Link(4, 2, 1)]


@st.composite
def families(draw: st.DrawFn) -> list[Link]:
    """A sound family: every order hangs below one that was there before."""
    size = draw(st.integers(1, 30))
    parents = {n: draw(st.integers(1, n - 1)) for n in range(2, size + 1)}
    links = [Link(child, parent, 1) for child, parent in parents.items()]
    return draw(st.permutations(links)) if links else links


def test_parents_come_before_children_and_siblings_in_key_order() -> None:
    assert walk(1, reversed(LINKS)) == [
        Place(1, 0, None, 2),
        Place(2, 1, 1, 1),
        Place(4, 2, 2, 0),
        Place(3, 1, 1, 0),
    ]


@given(families())
def test_a_walk_meets_every_member_once_one_deeper_than_its_parent(links: list[Link]) -> None:
    places = walk(1, links)
    depth = {place.order: place.depth for place in places}
    assert sorted(depth) == sorted({1, *(link.child for link in links)})
    assert len(places) == len(depth)
    assert all(depth[link.child] == depth[link.parent] + 1 for link in links)


@given(families(), st.integers(1, 30), st.integers(1, 30))
def test_linking_is_a_circle_only_below_oneself(links: list[Link], one: int, other: int) -> None:
    parents = {link.child: link.parent for link in links}
    assert would_cycle(one, other, links) == (one in path_to_root(other, parents))


@given(families())
def test_descendants_are_those_whose_path_leads_through(links: list[Link]) -> None:
    parents = {link.child: link.parent for link in links}
    for link in links:
        through = {n for n in parents if link.parent in path_to_root(n, parents)[1:]}
        assert descendants(link.parent, links) == through


@given(families())
def test_a_sound_family_has_no_faults(links: list[Link]) -> None:
    assert faults(links) == []


@given(families(), st.data())
def test_a_wrong_root_is_found_where_it_is(links: list[Link], data: st.DataObject) -> None:
    if not links:
        return
    wrong = data.draw(st.sampled_from(links))
    broken = [Link(x.child, x.parent, 99 if x is wrong else x.root) for x in links]
    assert faults(broken) == [(wrong.child, "wrong_root")]


def test_circles_and_second_parents_are_found_and_hold_nothing_up() -> None:
    circle = [Link(1, 4, 1), *LINKS]
    assert {code for _child, code in faults(circle)} == {"cycle"}
    assert [place.order for place in walk(1, circle)] == [1, 2, 4, 3]
    assert path_to_root(4, {4: 2, 2: 4}) == [4, 2]
    assert (4, "two_parents") in faults([*LINKS, Link(4, 3, 1)])

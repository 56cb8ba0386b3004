"""The Related Orders panel of small, large and deep families, and the breadcrumb above it."""

from __future__ import annotations

from datetime import UTC, datetime

from orderkin.desk.family_panel import Row, crumbs, panel
from orderkin.families.members import Family, Member
from orderkin.families.nearness import near
from orderkin.families.tree import Link, walk

AT = datetime(2026, 3, 2, tzinfo=UTC)
ROOT = Member(
    order_id=1,
    number="1",
    status="completed",
    payment_status="charged",
    shipping_status="fully_shipped",
    currency="EUR",
    total=0,
    paid=0,
    refunded=0,
    given_free=0,
    shipping_charge=0,
    placed=AT,
    channel="Phone",
    parent_id=None,
    kind="",
    kind_label="",
    reason="",
    reason_label="",
    actor_email="",
    approver_email="",
    made=None,
    origin="",
    overridden=None,
    stays=None,
    depth=0,
    children=0,
)


def _family(current: int, parents: dict[int, int]) -> Family:
    """A family under order 1, of which only those who are shown were read."""
    links = [Link(child, parent, 1) for child, parent in parents.items()]
    places = tuple(walk(1, links))
    seen = near(current, places)
    members = (
        ROOT._replace(order_id=at.order, number=str(at.order), parent_id=at.parent, depth=at.depth)
        for at in places
        if at.order in seen.orders
    )
    return Family(current, places, tuple(members), seen)


def _wide(members: int, current: int) -> Family:
    return _family(current, dict.fromkeys(range(2, members + 1), 1))


def _deep(members: int) -> Family:
    return _family(members, {n: n - 1 for n in range(2, members + 1)})


def _shown(rows: list[Row]) -> list[str]:
    return [row.member.number if row.member else f"+{row.hidden}" for row in rows]


def test_a_family_of_twelve_is_shown_whole() -> None:
    assert _shown(panel(_wide(12, 5))) == [str(n) for n in range(1, 13)]


def test_of_two_hundred_siblings_those_beside_are_shown() -> None:
    shown = _shown(panel(_wide(200, 100)))
    assert shown == ["1", "+96", "98", "99", "100", "101", "102", "+98"]


def test_the_root_of_two_hundred_shows_its_newest_children() -> None:
    shown = _shown(panel(_wide(200, 1)))
    assert shown == ["1", "+193", "195", "196", "197", "198", "199", "200"]


def test_at_the_end_of_a_long_chain_the_way_up_is_shown() -> None:
    shown = _shown(panel(_deep(200)))
    assert shown == ["1", "+195", "197", "198", "199", "200"]


def test_a_single_one_left_out_is_shown_after_all() -> None:
    assert _shown(panel(_wide(13, 4)))[:4] == ["1", "2", "3", "4"]


def test_nobody_is_lost_or_counted_twice() -> None:
    for current in (1, 2, 50, 199, 200):
        rows = panel(_wide(200, current))
        assert sum(row.hidden or 1 for row in rows) == 200
        assert str(current) in _shown(rows)


def test_a_short_breadcrumb_names_every_order_above() -> None:
    assert crumbs(_deep(5)) == ["1", "2", "3", "4"]


def test_a_long_breadcrumb_keeps_the_root_and_the_nearest() -> None:
    assert crumbs(_deep(200)) == ["1", "", "196", "197", "198", "199"]

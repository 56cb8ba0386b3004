"""Nobody is served twice for the same unit by accident."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.families.guarding import Asked, LineRole, Served, Standing, find, standing

UNITS = st.integers(0, 6)


@dataclass(frozen=True, slots=True)
class Sold:
    """A line as it was sold."""

    id: int
    sku: str
    quantity: int
    refunded: int
    shipped: int = 0
    returned: int = 0


def line(sold: int = 2, refunded: int = 0, *served: Served) -> Standing:
    return standing(Sold(7, "", sold, refunded), served)


def replaced(units: int, number: str = "100002") -> Served:
    return Served(7, units, "replaces", number)


def ask(units: int, role: LineRole = "replaces", sku: str = "LAMP") -> list[Asked]:
    return [Asked(7, "Lamp", sku, units, role)]


def test_as_many_as_were_sold_may_be_replaced() -> None:
    assert find(ask(2), {7: line()}) == []
    assert find(ask(1), {7: line(2, 0, replaced(1))}) == []


def test_one_more_than_was_sold_is_found_with_the_orders_to_look_at() -> None:
    [finding] = find(ask(1), {7: line(2, 0, replaced(1, "100002"), replaced(1, "100003"))})
    assert finding.code == "more_than_sold"
    assert (finding.asked, finding.done, finding.sold) == (1, 2, 2)
    assert finding.orders == ("100002", "100003")


def test_a_refunded_unit_is_not_replaced_too() -> None:
    [finding] = find(ask(2), {7: line(2, 1)})
    assert (finding.code, finding.done) == ("refunded_and_replaced", 1)


def test_several_lines_about_one_unit_count_together() -> None:
    assert [one.asked for one in find([*ask(1), *ask(2)], {7: line()})] == [3]


def test_additions_are_sales_and_never_found() -> None:
    assert find(ask(50, "adds"), {7: line(1, 1)}) == []


def test_first_parts_are_right_and_the_same_part_again_is_found() -> None:
    sent = Served(7, 4, "parts", "100002", "SCREW")
    assert find(ask(4, "parts", "SCREW"), {7: line(1)}) == []
    assert find(ask(1, "parts", "KEY"), {7: line(1, 0, sent)}) == []
    [finding] = find(ask(1, "parts", "SCREW"), {7: line(1, 0, sent)})
    assert (finding.code, finding.orders) == ("part_sent_again", ("100002",))


def test_what_answers_another_line_does_not_count() -> None:
    assert line(2, 0, Served(8, 2, "replaces", "100002")).replaced == 0


@given(UNITS, UNITS, UNITS, UNITS)
def test_a_unit_is_made_good_once(sold: int, refunded: int, before: int, asked: int) -> None:
    state = line(sold, refunded, replaced(before))
    allowed = not find(ask(asked), {7: state})
    assert allowed == (asked <= max(0, sold - refunded - before))


@pytest.mark.parametrize("role", ["replaces", "parts", "adds"])
def test_asking_for_nothing_of_a_line_finds_nothing(role: LineRole) -> None:
    assert find([], {7: line()}) == []
    assert find(ask(0, role), {7: line()}) == []

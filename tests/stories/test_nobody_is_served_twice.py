"""Nobody is served twice, whichever product and whichever row is chosen: through both doors."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest

from orderkin.families.models import Relation
from orderkin.orders.models import Order
from tests.doors import Ask, Door, Refused
from tests.families.relatives import line_of
from tests.makers import make_order, make_product, unused_key


def _replacement(line: int, sku: str) -> Ask:
    return Ask(recipe="replacement", reason="defective", free_for=[(line, sku)])


@pytest.mark.parametrize("then", ["LAMP", "BULB", "SHELF"])
def test_another_product_in_its_place_uses_up_the_unit(door: Door, then: str) -> None:
    order = make_order(("LAMP", 1))
    lamp = line_of(order, "LAMP").pk
    first = door.create_related_order(order.number, _replacement(lamp, "BULB"))
    with pytest.raises(Refused) as no:
        door.create_related_order(order.number, _replacement(lamp, then))
    assert first in no.value.text
    assert Relation.objects.count() == 1


@pytest.mark.parametrize("rows", [("SHELF", "KEY"), ("KEY", "SHELF"), ("BAG", "BAG")])
def test_a_piece_of_a_kit_is_one_piece_from_any_row(door: Door, rows: tuple[str, str]) -> None:
    order = make_order(("SHELF", 1))
    first, second = (line_of(order, row).pk for row in rows)
    child = door.create_related_order(order.number, _replacement(first, "KEY"))
    with pytest.raises(Refused) as no:
        door.create_related_order(order.number, _replacement(second, "KEY"))
    assert child in no.value.text


def test_what_was_never_sold_is_given_once_whoever_leaves_the_line_out(door: Door) -> None:
    make_product("MUG", price=1200)
    order = make_order(("LAMP", 1), ("SHELF", 1))
    mug = Ask(recipe="replacement", reason="defective", free_for=[(None, "MUG")])
    child = door.create_related_order(order.number, mug)
    told = door.dry_run(order.number, mug)
    assert "given_again" in told
    assert f"1 of Mug was already given free with {child}" in told
    with pytest.raises(Refused) as no:
        door.create_related_order(order.number, replace(mug, key=unused_key()))
    assert child in no.value.text
    empty = door.create_related_order(order.number, Ask("Another case"))
    with suppress(Refused):  # the desk says it on the page it goes back to
        door.add_line(empty, "MUG", 1, "free")
    door.add_line(empty, "MUG", 1, "today")
    assert [line.total for line in Order.objects.get(number=empty).lines.all()] == [1200]

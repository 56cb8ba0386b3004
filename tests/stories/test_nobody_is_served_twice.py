"""Nobody is served twice, whichever product and whichever row is chosen: through both doors."""

from __future__ import annotations

import pytest

from orderkin.families.models import Relation
from tests.doors import Ask, Door, Refused
from tests.families.relatives import line_of
from tests.makers import make_order


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

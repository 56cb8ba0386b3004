"""A kit has no shelf of its own: there are as many as there are parts for."""

from __future__ import annotations

import pytest
from django.utils import timezone

from orderkin.families.building import can_be_built
from orderkin.families.facts import LineFacts
from orderkin.families.reading import read_facts
from orderkin.families.wishes import Wish, WishLine
from orderkin.products.models import Stock
from tests.makers import make_order

pytestmark = pytest.mark.django_db


def put(sku: str, units: int) -> None:
    """So many on the shelf that nobody was promised."""
    Stock.objects.filter(product__sku=sku).update(on_hand=units, committed=0)


def shelves() -> int | None:
    """Shelves (two boards and a bag of eight screws and a key) that can be built."""
    order = make_order(("SHELF", 3))
    for sku, units in (("BOARD", 9), ("SCREW", 5000), ("KEY", 40)):
        put(sku, units)
    lines = _lines(order.number)
    return can_be_built(lines[0], lines)


def _lines(number: str) -> tuple[LineFacts, ...]:
    wish = Wish(lines=(WishLine(None, "SHELF"),))
    facts = read_facts(number=number, wish=wish, at=timezone.now(), lock=False, with_notes=False)
    return facts.lines


def test_the_part_of_which_there_is_least_decides() -> None:
    assert shelves() == 4


def test_a_kit_inside_has_parts_of_its_own() -> None:
    order = make_order(("SHELF", 3))
    for sku, units in (("BOARD", 100), ("SCREW", 17), ("KEY", 40)):
        put(sku, units)
    lines = _lines(order.number)
    assert can_be_built(lines[0], lines) == 2


def test_what_was_promised_to_others_builds_nothing() -> None:
    order = make_order(("SHELF", 3))
    put("BOARD", -2)
    lines = _lines(order.number)
    assert can_be_built(lines[0], lines) == 0


def test_without_any_counted_part_nobody_knows() -> None:
    order = make_order(("SHELF", 1))
    Stock.objects.all().delete()
    lines = _lines(order.number)
    assert can_be_built(lines[0], lines) is None

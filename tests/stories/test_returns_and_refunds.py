"""What came back and what was paid back, unit by unit, through both doors."""

from __future__ import annotations

import pytest

from orderkin.families.queries import order_page
from orderkin.orders.models import Order
from orderkin.products.models import Stock
from tests.doors import Ask, Door, Refused
from tests.makers import make_order


def _line(order: Order, sku: str) -> int:
    return int(order.lines.get(sku=sku).pk)


def _shipped(door: Door, *lines: tuple[str, int]) -> Order:
    order = make_order(*lines)
    door.pay(order.number, order.total)
    door.ship(order.number, "DHL", "")
    return order


def _on_hand(sku: str) -> int:
    return Stock.objects.get(product__sku=sku).on_hand


def test_units_that_came_back_are_on_the_shelf_again(door: Door) -> None:
    order = _shipped(door, ("LAMP", 2))
    door.take_back(order.number, {_line(order, "LAMP"): 1}, note="Box torn")
    assert order_page(order.number).lines[0].standing.returned == 1
    assert _on_hand("LAMP") == 99
    assert "Box torn" in str(order_page(order.number).events[0].data)


def test_what_is_not_sold_again_stays_off_the_shelf(door: Door) -> None:
    order = _shipped(door, ("LAMP", 2))
    door.take_back(order.number, {_line(order, "LAMP"): 1}, restock=False)
    assert order_page(order.number).lines[0].standing.returned == 1
    assert _on_hand("LAMP") == 98


def test_a_kit_comes_back_with_all_that_is_in_it(door: Door) -> None:
    order = _shipped(door, ("SHELF", 2))
    door.take_back(order.number, {_line(order, "SHELF"): 1})
    assert (_on_hand("BOARD"), _on_hand("SCREW")) == (98, 4992)


def test_what_was_never_sent_does_not_come_back(door: Door) -> None:
    order = make_order(("LAMP", 2))
    with pytest.raises(Refused):
        door.take_back(order.number, {_line(order, "LAMP"): 1})
    assert order_page(order.number).lines[0].standing.returned == 0


def test_a_return_without_units_is_refused(door: Door) -> None:
    order = _shipped(door, ("LAMP", 2))
    with pytest.raises(Refused):
        door.take_back(order.number, {})


def test_a_refunded_unit_is_not_replaced_as_well(door: Door) -> None:
    order = _shipped(door, ("LAMP", 2))
    lamp = _line(order, "LAMP")
    door.refund(order.number, order.total // 2, units={lamp: 1})
    assert order_page(order.number).lines[0].standing.refunded == 1
    with pytest.raises(Refused):
        door.create_related_order(
            order.number, Ask(recipe="replacement", reason="defective", lines=[(lamp, 2, "free")])
        )


def test_one_unit_is_not_refunded_twice(door: Door) -> None:
    order = _shipped(door, ("LAMP", 1))
    lamp = _line(order, "LAMP")
    door.refund(order.number, 100, units={lamp: 1})
    with pytest.raises(Refused):
        door.refund(order.number, 100, units={lamp: 1})
    assert order_page(order.number).order.refunded == 100

"""The verbs of one order, through both doors."""

from __future__ import annotations

import pytest

from orderkin.activity.models import Event
from orderkin.families.queries import order_page
from orderkin.orders.models import Order
from orderkin.products.models import Stock
from tests.doors import Door, Refused
from tests.makers import make_order


def _stock(sku: str) -> tuple[int, int]:
    row = Stock.objects.get(product__sku=sku)
    return row.on_hand, row.committed


def _kinds(order: Order) -> list[str]:
    events = Event.objects.filter(subject_kind="order", subject_id=order.pk).order_by("sequence")
    return list(events.values_list("kind", flat=True))


def test_a_hold_keeps_an_order_from_shipping_until_it_is_released(door: Door) -> None:
    order = make_order(("LAMP", 1))
    door.hold(order.number, "Address unclear")
    assert "Address unclear" in door.read(order.number)
    with pytest.raises(Refused):
        door.ship(order.number, "DHL", "1")
    door.release(order.number)
    door.ship(order.number, "DHL", "1")
    assert order_page(order.number).order.shipping_status == "fully_shipped"


def test_a_hold_needs_a_reason(door: Door) -> None:
    order = make_order(("LAMP", 1))
    with pytest.raises(Refused):
        door.hold(order.number, "  ")
    assert order_page(order.number).order.status == "in_process"


def test_canceling_gives_the_stock_back(door: Door) -> None:
    order = make_order(("LAMP", 3))
    assert _stock("LAMP") == (100, 3)
    door.cancel(order.number, "Customer changed their mind")
    assert _stock("LAMP") == (100, 0)
    assert order_page(order.number).order.status == "canceled"
    assert _kinds(order)[-1] == "order.canceled"


def test_a_canceled_order_owes_what_was_paid(door: Door) -> None:
    order = make_order(("LAMP", 1))
    door.pay(order.number, order.total)
    door.cancel(order.number, "Customer changed their mind")
    assert order_page(order.number).order.balance == -order.total
    door.refund(order.number, order.total)
    assert order_page(order.number).order.balance == 0


def test_a_shipped_order_is_not_canceled(door: Door) -> None:
    order = make_order(("LAMP", 1))
    door.ship(order.number, "DHL", "JD0001")
    with pytest.raises(Refused):
        door.cancel(order.number, "Too late")
    assert order_page(order.number).order.status == "in_process"


def test_paying_and_shipping_completes_an_order(door: Door) -> None:
    order = make_order(("LAMP", 2))
    door.pay(order.number, 5000)
    assert order_page(order.number).order.payment_status == "partially_paid"
    door.pay(order.number, order_page(order.number).order.balance)
    door.ship(order.number, "PostNord", "PN-1")
    head = order_page(order.number).order
    assert (head.status, head.payment_status) == ("completed", "charged")
    assert _stock("LAMP") == (98, 0)


def test_more_than_is_owed_is_not_received(door: Door) -> None:
    order = make_order(("LAMP", 1))
    with pytest.raises(Refused):
        door.pay(order.number, order.total + 1)
    assert order_page(order.number).order.paid == 0


def test_shipping_a_kit_ships_what_is_in_it(door: Door) -> None:
    order = make_order(("SHELF", 2))
    door.ship(order.number, "DHL", "JD0002")
    shelf = order_page(order.number).lines[0]
    assert shelf.sent == 2
    assert (_stock("BOARD"), _stock("SCREW")) == ((96, 0), (4984, 0))


def test_a_tracking_number_finds_its_order(door: Door) -> None:
    order = make_order(("LAMP", 1))
    door.ship(order.number, "PostNord", "PN-778899SE")
    assert order.number in door.find("PN-778899SE")


def test_adding_a_line_promises_its_stock_and_raises_the_total(door: Door) -> None:
    order = make_order(("LAMP", 1))
    door.add_line(order.number, "SHELF", 1, "today")
    page = order_page(order.number)
    assert page.order.total == order.total + 3999 + 1000
    assert sum(part.share for part in page.lines[1].components) == 3999
    assert _stock("BOARD") == (100, 2)


@pytest.mark.parametrize("kind", ["general", "customer_service", "customer_instructions"])
def test_a_note_of_each_kind_is_kept(door: Door, kind: str) -> None:
    order = make_order(("LAMP", 1))
    door.note(order.number, kind, "Ring twice.")
    assert [(n.kind, n.text) for n in order_page(order.number).notes] == [(kind, "Ring twice.")]
    assert "Ring twice." in door.read(order.number)

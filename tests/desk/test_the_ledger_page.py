"""The family ledger page: what it shows adds up, and currencies stand beside each other."""

from __future__ import annotations

import pytest
from django.test import Client

from orderkin.desk.ledger_page import COLUMNS, LedgerOrder, ledger_context
from orderkin.families.actions.link_orders import link_orders
from orderkin.lib.actor import Actor
from orderkin.orders.models import Order
from tests.families.relatives import again, make_child
from tests.makers import AT, make_employee, make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(maja: Actor) -> Order:
    """An order in euros with a free lamp, and one in pounds that was linked to it."""
    root = make_order()
    make_child(root, maja, again(root, "LAMP", basis="free"))
    pounds = make_order(("LAMP", 1), currency="EUR")
    Order.objects.filter(pk=pounds.pk).update(currency="GBP")
    link_orders(actor=maja, number=pounds.number, parent=root.number, reason="Same case", at=AT)
    return root


def _orders(number: str) -> list[LedgerOrder]:
    shown = ledger_context(number, whole=True)["orders"]
    assert isinstance(shown, list)
    return shown


def test_the_lines_of_an_order_add_up_to_what_it_is_charged(family: Order) -> None:
    for one in _orders(family.number):
        charged = {code: amount for amount, code in one.cells[0].amounts}
        of_lines: dict[str, int] = {}
        for line in one.lines:
            for amount, code in line.cells[0].amounts:
                of_lines[code] = of_lines.get(code, 0) + amount
        assert of_lines == charged


def test_currencies_stand_beside_each_other(family: Order) -> None:
    cells = ledger_context(family.number, whole=True)["total_cells"]
    assert isinstance(cells, tuple)
    assert {code for _amount, code in cells[list(COLUMNS).index("charged")].amounts} == {
        "EUR",
        "GBP",
    }


def test_every_member_has_the_same_ledger(family: Order) -> None:
    numbers = [one.member.number for one in _orders(family.number)]
    assert len(numbers) == 3
    assert all([o.member.number for o in _orders(n)] == numbers for n in numbers)


def test_a_viewer_may_read_it(client: Client, family: Order) -> None:
    backend = "orderkin.client.signed_in.EmployeeBackend"
    client.force_login(make_employee("Vera Lund", role="viewer"), backend=backend)
    answer = client.get(f"/orders/{family.number}/ledger/")
    assert answer.status_code == 200
    assert "£" in answer.content.decode()


def test_an_unknown_order_has_none(client: Client) -> None:
    backend = "orderkin.client.signed_in.EmployeeBackend"
    client.force_login(make_employee("Vera Lund"), backend=backend)
    assert client.get("/orders/nothing/ledger/").status_code == 404
    assert client.get("/orders/nothing/family/").status_code == 404

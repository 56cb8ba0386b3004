"""An agent at the desk, with an order in front of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from orderkin.client.models import Employee
from orderkin.orders.models import Order
from tests.makers import make_employee, make_order

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass(frozen=True)
class Desk:
    """Maja, who answers the phone, and Åse's order."""

    agent: Employee
    order: Order
    sign_in: Callable[[Page, Employee], None]

    def open_order(self, page: Page) -> Page:
        """Sign Maja in and show her the order."""
        self.sign_in(page, self.agent)
        page.goto(f"/orders/{self.order.number}/")
        return page

    def open_dialog(self, page: Page) -> Page:
        """The Create Related Order dialog, opened by its key."""
        self.open_order(page)
        page.keyboard.press("r")
        page.wait_for_selector("dialog[open] form")
        return page

    def child(self) -> Order:
        """The one related order that was made."""
        return Order.objects.get(relation_up__parent=self.order)


@pytest.fixture
def desk(live_url: str, sign_in: Callable[[Page, Employee], None]) -> Desk:
    """An agent and an order of two lamps and a shelf kit."""
    agent = make_employee("Maja Holm", zone="Europe/Stockholm")
    return Desk(agent, make_order(), sign_in)

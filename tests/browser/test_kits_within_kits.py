"""What lies in a kit within a kit is moved in further than what lies in the kit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser
# The shelf is a kit; the bag within it is one as well; the screws lie in the bag.
KITS = ("SHELF", "BAG", "SCREW")
LEFT = """(sku) => [...document.querySelectorAll('tr .sku')].find((one) =>
  one.innerText === sku && one.getClientRects().length).getBoundingClientRect().left"""


def moved_in(page: Page) -> bool:
    lefts = [page.evaluate(LEFT, sku) for sku in KITS]
    return all(b - a >= 10 for a, b in pairwise(lefts))


def test_on_order_details(desk: Desk, page: Page, phone: Page) -> None:
    assert moved_in(desk.open_order(page))
    assert moved_in(desk.open_order(phone))


def test_on_the_ledger(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.goto(f"/orders/{desk.order.number}/ledger/")
    assert moved_in(page)


def test_among_the_lines_to_take(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("6")
    page.wait_for_selector("table.picker [name=take]:focus")
    page.locator(".order-grid").evaluate("(page) => page.remove()")
    assert moved_in(page)

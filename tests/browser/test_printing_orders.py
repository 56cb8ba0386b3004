"""Selected orders come out of the printer: one on each sheet, nothing of the screen around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.makers import make_order

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def test_selected_orders_are_printed_one_on_each_sheet(desk: Desk, page: Page) -> None:
    make_order(("LAMP", 1))
    desk.sign_in(page, desk.agent)
    page.goto("/orders/")
    page.check("[data-pick-all]")
    page.select_option("#bulk-verb", "print")
    page.click("#bulk button:has-text('Go')")
    page.click("form button:text-is('Print')")
    page.wait_for_url(re.compile(r"/bulk/\d+/print/"))
    paper = page.pdf(format="A4")
    assert re.findall(rb"/Type /Pages\s+/Count (\d+)", paper) == [b"2"]
    page.emulate_media(media="print")
    assert not page.is_visible(".tools")


def test_one_order_is_printed_from_its_actions(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.keyboard.press("a")
    page.click("#actions-menu a:has-text('Print')")
    page.wait_for_url(re.compile(r"/orders/\d+/print/"))
    assert page.locator("article.paper").count() == 1
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.click("[data-print]")
    assert page.title() == "printed"

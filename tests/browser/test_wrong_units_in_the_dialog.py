"""The line that was wrong is the line to send; what arrived is said so that it can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers import shipped

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def wrong(desk: Desk, page: Page, name: str = "LAMP Reading lamp") -> Page:
    """Wrong item kept, on an order of several lines: this line was wrong."""
    shipped(desk.order)
    desk.open_dialog(page)
    page.keyboard.press("1")
    page.wait_for_selector(".kept-row")
    page.locator("[name=kept]").first.select_option(name)
    return page


def tick(page: Page, sku: str) -> Locator:
    return page.locator("table.picker tr", has_text=sku).locator("[name=take]")


def test_the_line_that_was_wrong_is_taken(desk: Desk, page: Page) -> None:
    wrong(desk, page)
    page.locator("[name=kept_quantity]").first.fill("2")
    page.locator("[name=arrived]").first.fill("led bulb")
    assert tick(page, "LAMP").is_checked()
    assert not tick(page, "SHELF").is_checked()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**focus=product")
    assert list(desk.child().lines.values_list("sku", "quantity")) == [("LAMP", 2)]


def test_another_line_takes_its_place(desk: Desk, page: Page) -> None:
    wrong(desk, page)
    page.locator("[name=kept]").first.select_option("BOARD Oak board")
    assert tick(page, "BOARD").is_checked()
    assert not tick(page, "LAMP").is_checked()


def test_what_the_agent_unticks_stays_unticked(desk: Desk, page: Page) -> None:
    wrong(desk, page)
    tick(page, "LAMP").uncheck()
    page.locator("[name=kept_quantity]").first.fill("2")
    assert not tick(page, "LAMP").is_checked()


def test_the_refusal_of_what_arrived_goes_when_it_is_mended(desk: Desk, page: Page) -> None:
    wrong(desk, page)
    arrived = page.locator("[name=arrived]").first
    arrived.fill("nonsense zzz")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[name=arrived][aria-invalid=true]:focus")
    told = page.locator("#sheet", has_text="SKU, name or barcode “nonsense zzz”")
    assert told.count() == 1
    arrived.fill("led bulb")
    assert page.locator("#arrived-error, [name=arrived][aria-invalid]").count() == 0
    page.wait_for_selector("#sum:has-text('given free')")
    assert page.locator("#sheet .tone-bad").count() == 0

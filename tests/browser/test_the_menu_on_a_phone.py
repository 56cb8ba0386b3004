"""On a phone the menu under one's initials leads to every page; a wide bar has them itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser
PLACES = ["Orders", "Customers", "Products", "Imports", "Client Settings"]


def open_menu(desk: Desk, page: Page) -> Page:
    desk.sign_in(page, desk.agent)
    page.goto("/orders/")
    page.click(".bar summary")
    return page


def test_the_menu_on_a_phone_leads_to_every_page(desk: Desk, phone: Page) -> None:
    open_menu(desk, phone)
    assert phone.locator(".bar .only-phone a:visible").all_inner_texts() == PLACES
    assert phone.locator(".bar > nav a:visible").count() == 0
    phone.click(".bar .only-phone a:has-text('Customers')")
    phone.wait_for_url("**/customers/")


def test_the_palette_opens_from_the_menu_on_a_phone(desk: Desk, phone: Page) -> None:
    open_menu(desk, phone)
    phone.click(".bar button:has-text('Command palette')")
    phone.wait_for_selector("#palette[open]")


@pytest.mark.parametrize("width", [768, 1024, 1280])
def test_a_wide_screen_has_the_pages_in_the_bar_alone(
    desk: Desk, open_page: OpenPage, width: int
) -> None:
    page = open_menu(desk, open_page((width, 800)))
    assert page.locator(".bar > nav a:visible").all_inner_texts() == PLACES
    assert page.locator(".bar .only-phone a:visible").count() == 0
    page.keyboard.press("ArrowDown")
    assert page.locator("[data-item]:focus").inner_text() == "What to try first"

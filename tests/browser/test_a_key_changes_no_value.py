"""The key that leads to the reason never chooses one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def refused(desk: Desk, page: Page) -> Page:
    """A replacement that was refused for want of a reason, which has the focus now."""
    desk.open_dialog(page)
    page.keyboard.press("6")
    page.wait_for_selector("table.picker [name=take]:focus")
    page.keyboard.press("Space")
    page.wait_for_selector("table.picker [name=take]:checked")
    page.keyboard.press("Enter")
    page.wait_for_selector("#reason[aria-invalid=true]:focus")
    return page


def test_the_letter_of_the_reason_chooses_none_after_a_refusal(desk: Desk, page: Page) -> None:
    refused(desk, page)
    assert page.locator("#why kbd").is_hidden()
    page.keyboard.press("w")
    assert page.input_value("#reason") == ""
    page.keyboard.type("dam")
    assert page.input_value("#reason") == "damaged"


def test_a_reason_that_begins_with_the_letter_is_typed_all_the_same(desk: Desk, page: Page) -> None:
    refused(desk, page)
    page.keyboard.type("wrong i")
    assert page.input_value("#reason") == "wrong_item"


def test_after_the_key_led_there_the_first_letter_chooses(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("w")
    page.wait_for_selector("#reason:focus")
    page.keyboard.press("w")
    assert page.input_value("#reason") == "wrong_item"

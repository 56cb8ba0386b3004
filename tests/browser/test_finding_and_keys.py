"""Search, palette, menus and copy buttons, by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from orderkin.client.models import Employee

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def test_slash_puts_the_focus_into_the_search_box(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.keyboard.press("/")
    page.wait_for_selector("#find:focus")
    page.keyboard.type(desk.order.customer_email)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#found a:has-text('{desk.order.number}')")


def test_the_palette_finds_an_order_and_opens_it(desk: Desk, page: Page) -> None:
    desk.sign_in(page, desk.agent)
    page.goto("/settings/")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")
    page.keyboard.type(desk.order.number)
    page.wait_for_selector("#palette [data-found] a[aria-selected=true]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/orders/{desk.order.number}/"))


def test_the_palette_can_create_a_related_order(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")
    page.keyboard.type("create related")
    page.wait_for_selector("#palette [data-own] a[aria-selected=true]:has-text('Create Related')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#sheet[open] form")


def test_a_star_keeps_an_action_on_top(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.keyboard.press("a")
    page.click("#actions-menu li:has-text('Ship') .star")
    page.wait_for_selector("#actions-menu .star[aria-pressed=true]")
    page.reload()
    first = page.locator("#actions-menu [data-item]").first
    assert (first.text_content() or "").strip() == "Ship"
    assert Employee.objects.get(pk=desk.agent.pk).favourite_actions == ["ship"]


def test_the_actions_menu_is_searched_and_walked_by_keyboard(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.keyboard.press("a")
    page.wait_for_selector("#actions-menu [data-filter]:focus")
    page.keyboard.type("hold")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#sheet[open] h2:has-text('Set On Hold')")


def test_a_copy_button_copies_the_number(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.locator(f"[data-copy='{desk.order.number}']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#said:has-text('Copied')", state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == desk.order.number

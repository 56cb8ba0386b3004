"""Search, palette, menus and copy buttons, by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from orderkin.client.models import Employee

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

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


def test_the_palette_does_not_say_that_nothing_is_found_above_what_it_found(
    desk: Desk, page: Page
) -> None:
    desk.open_order(page)
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")
    with page.expect_response(lambda answer: answer.url.endswith("?q=create%20rel")):
        page.keyboard.type("create rel")
    page.wait_for_selector("#palette [data-own] a[aria-selected=true]:has-text('Create Related')")
    assert page.locator("#palette").get_by_text("is found").count() == 0
    page.fill("#palette input", "zzzzzz")
    page.wait_for_selector("#palette :text('No order, customer or product is found.')")


# Widths of a placeholder's words and of the room that its box has for them.
ROOM = """(box) => {
  const style = getComputedStyle(box), pen = document.createElement("canvas").getContext("2d");
  pen.font = style.font;
  const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return [pen.measureText(box.placeholder).width, room];
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_words_in_the_search_boxes_are_not_cut_off(
    desk: Desk, open_page: OpenPage, width: int
) -> None:
    page = open_page((width, 800))
    desk.open_order(page)
    for address, box in ((f"/orders/{desk.order.number}/", "#find"), ("/orders/", "#list-q")):
        page.goto(address)
        words, room = page.locator(box).evaluate(ROOM)
        assert 0 < words <= room


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


def test_the_search_box_of_every_page_offers_the_operators(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.keyboard.press("/")
    page.keyboard.type("stat")
    page.wait_for_selector(".completion [role=option]:has-text('status:')")
    page.keyboard.press("Tab")
    page.keyboard.type("in")
    page.wait_for_selector(".completion [role=option]:has-text('In Process')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#found a:has-text('{desk.order.number}')")


def test_what_is_typed_above_a_list_is_in_its_address(desk: Desk, page: Page) -> None:
    desk.sign_in(page, desk.agent)
    for place, typed, other in (("customers", "lindqvist", "xyz"), ("products", "lamp", "xyz")):
        page.goto(f"/{place}/")
        page.fill(f"#{place}-q", other)
        page.wait_for_selector("#found .empty")
        page.fill(f"#{place}-q", typed)
        page.wait_for_url(re.compile(f"{place}/\\?q={typed}"))
        page.click(".row-link")
        page.wait_for_selector(".order-grid")
        page.go_back()
        assert page.input_value(f"#{place}-q") == typed


def test_the_palette_names_an_action_once(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("create related")
    page.wait_for_selector("#palette [data-own] a[aria-selected=true]")
    assert page.locator("#palette [data-own] a:visible").count() == 1

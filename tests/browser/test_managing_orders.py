"""Manage Orders in a real browser: keys, chips, completion, a look, selecting across pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import pytest

from orderkin.bulk.models import BulkItem
from orderkin.search.models import SavedView
from tests.makers import AT, make_order

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser


def open_list(desk: Desk, page: Page, query: str = "") -> Page:
    desk.sign_in(page, desk.agent)
    page.goto(f"/orders/?q={query}")
    return page


@pytest.mark.parametrize("place", ["/orders/", "/customers/", "/products/"])
def test_enter_in_the_search_box_searches(desk: Desk, plain_page: Page, place: str) -> None:
    desk.sign_in(plain_page, desk.agent)
    plain_page.goto(place)
    plain_page.fill(".filters [name=q]", "lamp")
    plain_page.press(".filters [name=q]", "Enter")
    plain_page.wait_for_url(re.compile(rf"{place}\?.*q=lamp"))


def test_enter_right_after_the_last_letter_downloads_nothing(desk: Desk, page: Page) -> None:
    open_list(desk, page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.focus("#list-q")
    page.keyboard.type("lindqvist")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#rows [data-row='{desk.order.number}']")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if ".csv" in url] == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('[data-row]')?.dataset.row || ''"))


def test_the_list_is_walked_and_opened_by_keys(desk: Desk, page: Page) -> None:
    newer = make_order(at=AT + timedelta(days=1))
    open_list(desk, page)
    page.keyboard.press("j")
    assert focused(page) == newer.number
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("ArrowDown")
    assert focused(page) == desk.order.number
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/orders/{desk.order.number}/"))


def test_the_box_of_every_page_shows_orders_while_one_types(desk: Desk, page: Page) -> None:
    desk.sign_in(page, desk.agent)
    page.goto("/products/")
    page.keyboard.press("/")
    page.keyboard.type(desk.order.customer_name[:4].lower())
    page.wait_for_selector(f"#found-{desk.order.number}")
    assert page.get_attribute("#find", "aria-activedescendant") in (None, "")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/orders/{desk.order.number}/"))


def test_enter_without_going_down_searches_for_what_was_typed(desk: Desk, page: Page) -> None:
    desk.sign_in(page, desk.agent)
    page.goto("/products/")
    page.keyboard.press("/")
    page.keyboard.type(desk.order.customer_name[:4].lower())
    page.wait_for_selector(f"#found-{desk.order.number}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/orders/\?q="))


def test_the_way_back_leads_to_the_row_it_was_left_from(desk: Desk, page: Page) -> None:
    make_order(at=AT + timedelta(days=1))
    open_list(desk, page, "lamp")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/orders/{desk.order.number}/"))
    page.go_back()
    page.wait_for_selector(f"[data-row='{desk.order.number}'] .row-link:focus")
    assert page.input_value("#list-q") == "lamp"


def test_typing_finds_at_once_and_the_address_tells_it(desk: Desk, page: Page) -> None:
    open_list(desk, page)
    page.keyboard.press("/")
    page.keyboard.type("nothing-like-this")
    page.wait_for_selector("#found:has-text('No order matches')")
    page.wait_for_url(re.compile("q=nothing-like-this"))
    page.reload()
    assert page.locator("#found").get_by_text("No order matches").is_visible()


def test_operators_complete_by_tab_and_become_chips(desk: Desk, page: Page) -> None:
    open_list(desk, page)
    page.keyboard.press("/")
    page.keyboard.type("stat")
    page.wait_for_selector(".completion [role=option]:has-text('status:')")
    page.keyboard.press("Tab")
    page.wait_for_selector(".completion [role=option]:has-text('On Hold')")
    page.keyboard.type("in")
    page.wait_for_selector(".completion [role=option]:has-text('In Process')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chip:has-text('In Process')")
    page.click(".chip-off")
    page.wait_for_selector(".chip", state="detached")
    assert page.input_value("#list-q") == ""


def test_a_chip_is_changed_where_it_is_typed(desk: Desk, page: Page) -> None:
    open_list(desk, page, "status:problem lamp")
    page.click(".chip-text")
    page.wait_for_selector(".completion [role=option]:has-text('In Process')")
    assert page.input_value("#list-q") == "lamp status:problem"
    page.keyboard.type("in")
    page.wait_for_selector(".completion [role=option]:has-text('In Process')")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"[data-row='{desk.order.number}']")
    assert page.input_value("#list-q") == 'lamp status:"In Process" '


def test_a_select_adds_a_chip(desk: Desk, page: Page) -> None:
    open_list(desk, page)
    page.select_option("#filter-status", "in_process")
    page.wait_for_selector(".chip:has-text('In Process')")
    assert page.input_value("#list-q") == "status:in_process"


def test_space_looks_into_an_order_and_escape_closes(desk: Desk, page: Page) -> None:
    open_list(desk, page)
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.wait_for_selector("tr.peek:has-text('Reading lamp')")
    page.keyboard.press("Escape")
    page.wait_for_selector("tr.peek", state="detached")


def test_an_order_is_looked_into_by_mouse(desk: Desk, page: Page) -> None:
    open_list(desk, page)
    page.hover("#rows tr[data-row]")
    page.click("[data-look]")
    page.wait_for_selector("tr.peek:has-text('Reading lamp')")
    page.click("[data-look]")
    page.wait_for_selector("tr.peek", state="detached")


def test_a_column_that_is_moved_keeps_the_focus(desk: Desk, page: Page) -> None:
    open_list(desk, page)
    page.click(".columns-menu summary")
    page.click("[name=left][value=total]")
    page.wait_for_selector("[name=left][value=total]:focus")


def test_who_thinks_better_of_it_still_has_the_list_and_what_was_selected(
    desk: Desk, page: Page
) -> None:
    open_list(desk, page, "lamp")
    page.check("#rows [name=numbers]")
    page.select_option("#bulk-verb", "cancel")
    page.click("#bulk button:has-text('Go')")
    page.click("a:has-text('Back')")
    page.wait_for_selector("[data-picked]:has-text('1 order selected')")
    assert page.input_value("#list-q") == "lamp"
    page.select_option("#bulk-verb", "hold")
    page.click("#bulk button:has-text('Go')")
    page.fill("[name=reason]", "Recall 12")
    page.click("button:has-text('Set On Hold')")
    page.wait_for_url(re.compile(r"/bulk/\d+/"))
    page.goto("/orders/?q=lamp")
    page.wait_for_selector("#rows")
    assert page.locator(".picked").is_hidden()


def test_after_an_export_the_selects_still_choose(desk: Desk, page: Page) -> None:
    open_list(desk, page)
    page.click("summary:has-text('Export')")
    with page.expect_download() as begun:
        page.click("button:has-text('Export CSV')")
    assert desk.order.number in begun.value.path().read_text()
    page.select_option("#filter-status", "in_process")
    page.wait_for_selector(".chip:has-text('In Process')")


def test_orders_are_selected_across_pages(desk: Desk, page: Page) -> None:
    for n in range(51):
        make_order(("LAMP", 1), at=AT + timedelta(minutes=n + 1))
    open_list(desk, page)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.click("a[rel=next]")
    page.wait_for_selector("[data-picked]:has-text('1 order selected')")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_selector("[data-picked]:has-text('2 orders selected')")
    page.select_option("#bulk-verb", "hold")
    page.click("#bulk button:has-text('Go')")
    page.fill("[name=reason]", "Recall 12")
    page.click("button:has-text('Set On Hold')")
    page.wait_for_url(re.compile(r"/bulk/\d+/"))
    assert BulkItem.objects.count() == 2


def test_a_view_is_saved_in_a_dialog(desk: Desk, page: Page) -> None:
    open_list(desk, page, "sku:LAMP")
    page.click("[data-save-view]")
    page.fill("dialog [name=name]", "Lamps")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tabs [aria-current]:has-text('Lamps')")
    assert SavedView.objects.get().query == "sku:LAMP"


def test_the_list_works_without_script(desk: Desk, plain_page: Page) -> None:
    open_list(desk, plain_page)
    plain_page.fill("#list-q", "status:in_process")
    plain_page.click("#filter button:has-text('Search')")
    plain_page.wait_for_selector(".chip:has-text('In Process')")
    plain_page.check(f"[name=numbers][value='{desk.order.number}']")
    plain_page.select_option("#bulk-verb", "note")
    plain_page.click("#bulk button:has-text('Go')")
    plain_page.fill("[name=text]", "Recall 12")
    plain_page.click("button.btn-primary:has-text('Add Note')")
    plain_page.wait_for_selector("h1:has-text('Add Note')")
    assert BulkItem.objects.get().order == desk.order


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_list_in_use_breaks_no_rule(
    desk: Desk,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
) -> None:
    page = open_list(desk, open_page(size, scheme), "status:in_process -has:parent")
    page.click(f"[name=numbers][value='{desk.order.number}']")
    page.focus(".row-link")
    page.keyboard.press("Space")
    page.wait_for_selector("tr.peek")
    page.click(".columns-menu summary")
    axe(page)
    page.keyboard.press("Escape")
    page.click(".operators summary")
    axe(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= size[0]

"""Create Related Order as an agent does it: the dialog, the keys, the PIN, the phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from orderkin.client.actors import actor_of
from orderkin.notes.models import Note
from orderkin.orders.models import Order
from tests.makers import give_pin, set_settings

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_playwright.pytest_playwright import CreateContextCallback

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def test_actions_create_and_view_lead_to_the_new_order(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    page.click("#actions-menu summary")
    page.fill("#actions-menu [data-filter]", "related")
    page.click("#actions-menu a:has-text('Create Related Order')")
    page.fill("dialog textarea", "Wrong lamp, keeps it.")
    page.click("dialog button:text-matches('^Create\\\\b(?! and)')")
    page.click("dialog a:has-text('View Related Order')")
    page.wait_for_url(re.compile(rf"/orders/{desk.child().number}/"))
    assert page.locator("#notes").get_by_text("Wrong lamp, keeps it.").is_visible()


def test_two_keys_lead_from_the_parent_to_the_child(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"focus=product"))
    assert desk.child().number in page.url


def test_on_the_child_the_product_box_has_the_focus(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"focus=product"))
    page.wait_for_selector("#product-box:focus")
    page.keyboard.type("BULB")
    page.keyboard.press("Enter")
    page.wait_for_selector("#lines td:has-text('BULB')")
    assert desk.child().lines.get().sku == "BULB"


def test_enter_alone_creates_and_focuses_the_way_on(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("a:has-text('View Related Order'):focus")
    assert desk.child().lines.count() == 0


def test_a_digit_chooses_a_recipe_and_its_lines(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("4")
    page.wait_for_selector("input[name=recipe][value=upgrade]:checked")
    page.check("table.picker tr:has-text('Reading lamp') input[type=checkbox]")
    page.wait_for_selector("#sum b")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=View Related Order")
    assert desk.child().relation_up.kind.code == "upgrade"


def test_a_free_line_keeps_its_list_price(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.click("dialog summary:has-text('Lines')")
    row = page.locator("table.picker tr:has-text('Reading lamp')").first
    row.locator("select").select_option("free")
    page.wait_for_selector("#sum:has-text('given free')")
    page.click("dialog button.btn-primary")
    page.wait_for_selector("text=View Related Order")
    assert desk.child().given_free == 4900


def test_a_wrong_pin_keeps_everything_and_tells_the_tries_left(desk: Desk, page: Page) -> None:
    set_settings(require_pin_for_related_orders=True)
    pin = give_pin(actor_of(desk.agent, "desk"))
    desk.open_dialog(page)
    page.fill("dialog textarea", "Screws missing.")
    page.fill("#id_pin", "111112")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Wrong Security PIN. 4 tries left.")
    assert page.input_value("dialog textarea") == "Screws missing."
    page.fill("#id_pin", pin)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=View Related Order")
    assert Note.objects.filter(order=desk.child(), text="Screws missing.").exists()


def test_without_a_pin_the_dialog_says_who_can_set_one(desk: Desk, page: Page) -> None:
    set_settings(require_pin_for_related_orders=True)
    desk.open_dialog(page)
    assert page.locator("dialog [data-code=pin_not_set]").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert not Order.objects.filter(relation_up__parent=desk.order).exists()


def test_escape_keeps_what_was_typed_and_gives_the_focus_back(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.fill("dialog textarea", "Half a sentence")
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-key=r]:focus")
    page.keyboard.press("r")
    page.wait_for_selector("dialog[open] form")
    page.wait_for_selector("text=What you typed earlier is here again.")
    assert page.input_value("dialog textarea") == "Half a sentence"


def test_a_dialog_has_an_address_of_its_own(desk: Desk, page: Page) -> None:
    desk.sign_in(page, desk.agent)
    page.goto(f"/orders/{desk.order.number}/?dialog=create-related-order")
    page.wait_for_selector("dialog[open] form")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/orders/\d+/$"))


def test_a_lost_session_loses_no_character(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.fill("dialog textarea", "Typed before the session ended.")
    page.context.clear_cookies(name="orderkin_session")
    page.click("dialog button.btn-primary")
    page.wait_for_selector("#id_password")
    desk.sign_in(page, desk.agent)
    page.goto(f"/orders/{desk.order.number}/?dialog=create-related-order")
    page.wait_for_selector("dialog[open] form")
    page.wait_for_selector("text=What you typed earlier is here again.")
    assert page.input_value("dialog textarea") == "Typed before the session ended."


def test_a_lost_session_loses_no_choice(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("6")
    lamp = page.locator("dialog tr", has_text="LAMP").first
    lamp.locator("[name^=quantity-]").wait_for()
    lamp.locator("[type=checkbox]").check()
    lamp.locator("[name^=quantity-]").fill("2")
    page.select_option("dialog [name=reason]", "damaged")
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies(name="orderkin_session")
    page.click("dialog button.btn-primary")
    page.wait_for_selector("#id_password")
    desk.sign_in(page, desk.agent)
    page.goto(f"/orders/{desk.order.number}/?dialog=create-related-order")
    page.wait_for_selector("text=What you typed earlier is here again.")
    page.wait_for_load_state("networkidle")
    assert page.locator("dialog [name=recipe]:checked").input_value() == "replacement"
    assert page.input_value("dialog [name=reason]") == "damaged"
    assert lamp.locator("[type=checkbox]").is_checked()
    assert lamp.locator("[name^=quantity-]").input_value() == "2"


def test_when_the_answer_is_lost_the_dialog_says_what_became_of_it(
    desk: Desk, live_url: str, new_context: CreateContextCallback
) -> None:
    page = new_context(base_url=live_url).new_page()  # its console will note the broken line
    desk.open_dialog(page)
    page.route("**/related-orders/new/", lambda route: (route.fetch(), route.abort()))
    page.keyboard.press("Enter")
    page.wait_for_selector("text=It was made: order")
    assert desk.child().number in page.inner_text("[data-outcome]")


def test_on_a_phone_the_dialog_fits_and_creates(desk: Desk, phone: Page) -> None:
    desk.open_order(phone)
    phone.click(".thumb .btn-primary")
    phone.wait_for_selector("dialog[open] form")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.click("dialog .sheet-foot .btn-primary")
    phone.click("a:has-text('View Related Order')")
    phone.wait_for_url(re.compile(r"focus=product"))
    assert desk.child().number in phone.url

"""What the dialog shows is what Create makes; what changed is said, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orderkin.families.models import Relation
from orderkin.orders.models import OrderLine
from orderkin.products.models import ProductPrice
from tests.families.relatives import make_child
from tests.makers import make_actor, make_order

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

CREATE = "dialog button:text-matches('^Create\\\\b(?! and)')"


def dearer() -> None:
    ProductPrice.objects.filter(product__sku="LAMP").update(amount=5100)


def test_a_price_that_changed_meanwhile_is_shown_and_nothing_typed_is_lost(
    desk: Desk, page: Page
) -> None:
    desk.open_dialog(page)
    page.fill("dialog textarea", "Wants one more.")
    page.click("summary:has-text('Lines')")
    page.locator("dialog tr", has_text="LAMP").locator("[type=checkbox]").check()
    page.wait_for_selector("#sum:has-text('61.25')")
    dearer()
    page.click(CREATE)
    page.wait_for_selector("dialog :text('Changed since the preview: prices')")
    assert not Relation.objects.exists()
    assert page.input_value("dialog textarea") == "Wants one more."
    assert page.locator("dialog tr", has_text="LAMP").locator("[type=checkbox]").is_checked()
    assert page.locator("#sum").inner_text().startswith("€63.75")
    page.click(CREATE)
    page.wait_for_selector("a:has-text('View Related Order')")
    assert desk.child().lines.get().unit_price == 5100


def test_a_colleague_who_was_faster_is_seen_before_a_second_order_is_made(
    desk: Desk, page: Page
) -> None:
    desk.open_dialog(page)
    first = make_child(desk.order, make_actor("Noor Haddad"))
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog :text('Changed since the preview: the related orders')")
    assert Relation.objects.get().child == first


def test_what_was_typed_after_the_last_preview_is_no_change(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.click("summary:has-text('Lines')")
    page.locator("dialog tr", has_text="LAMP").locator("[type=checkbox]").check()
    page.click(CREATE)  # at once: no new preview was drawn
    page.wait_for_selector("a:has-text('View Related Order')")
    assert desk.child().lines.get().sku == "LAMP"


def test_without_script_the_page_shows_what_it_will_be_and_says_what_changed(
    desk: Desk, plain_page: Page
) -> None:
    plain_page = desk.open_order(plain_page)
    plain_page.goto(f"/orders/{desk.order.number}/related-orders/new/")
    plain_page.click("summary:has-text('Lines')")
    plain_page.locator("tr", has_text="LAMP").locator("[type=checkbox]").check()
    plain_page.click("[name=look]")
    assert plain_page.locator("#sum").inner_text().startswith("€61.25")
    dearer()
    plain_page.click("button:text-is('Continue')")
    assert plain_page.locator("text=Changed since the preview: prices").is_visible()
    assert plain_page.locator("#sum").inner_text().startswith("€63.75")
    plain_page.click("button:text-is('Continue')")
    assert desk.child().lines.get().unit_price == 5100


def test_without_script_another_recipe_shows_its_lines(desk: Desk, plain_page: Page) -> None:
    order = make_order(("LAMP", 1))
    plain_page = desk.open_order(plain_page)
    plain_page.goto(f"/orders/{order.number}/related-orders/new/")
    plain_page.fill("textarea", "A bulb for the lamp.")
    plain_page.click("label:has([name=recipe][value=add_on])")
    plain_page.click("[name=redraw]")
    assert plain_page.input_value("textarea") == "A bulb for the lamp."
    plain_page.locator("tr", has_text="BULB").locator("[type=checkbox]").check()
    plain_page.click("button:text-is('Continue')")
    plain_page.wait_for_selector("a:has-text('View Related Order')")
    assert OrderLine.objects.get(order__relation_up__parent=order).sku == "BULB"


def test_enter_in_the_product_box_adds_the_line_and_creates_nothing(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.click("summary:has-text('Lines')")
    page.fill("[name=any_product]", "led bulb")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog tr:has-text('BULB') :checked")
    page.wait_for_selector("#sum:has-text('7.38')")
    page.fill("[name=any_product]", "no such thing")
    page.keyboard.press("Enter")
    page.wait_for_selector("#unfound:has-text('no such thing')")
    assert not Relation.objects.exists()


def test_without_script_a_product_that_was_typed_is_added_before_anything_is_made(
    desk: Desk, plain_page: Page
) -> None:
    plain_page = desk.open_order(plain_page)
    plain_page.goto(f"/orders/{desk.order.number}/related-orders/new/")
    plain_page.click("summary:has-text('Lines')")
    plain_page.fill("[name=any_product]", "bulb")
    plain_page.click("button:text-is('Continue')")
    assert plain_page.locator("tr", has_text="BULB").locator("[type=checkbox]").is_checked()
    assert not Relation.objects.exists()
    plain_page.click("button:text-is('Continue')")
    plain_page.wait_for_selector("a:has-text('View Related Order')")
    assert desk.child().lines.get().sku == "BULB"

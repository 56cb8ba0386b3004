"""Lines in the dialog: chosen by digit, arrow and space; grouped; wrong units in several rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orderkin.families.models import Recipe, Relation
from orderkin.orders.models import Order
from tests.makers import make_order, set_settings, shipped

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def _dialog(desk: Desk, page: Page, order: Order | None = None) -> Page:
    if order is None:
        return desk.open_dialog(page)
    desk.sign_in(page, desk.agent)
    page.goto(f"/orders/{order.number}/?dialog=create-related-order")
    page.wait_for_selector("#sheet[open] form")
    return page


def _skus(page: Page) -> list[str]:
    return page.locator("table.picker .sku").all_inner_texts()


def test_after_a_digit_arrows_and_space_are_about_lines(desk: Desk, page: Page) -> None:
    _dialog(desk, page)
    for key in ("6", "ArrowDown", "ArrowDown", "Space"):
        page.keyboard.press(key)
    page.wait_for_selector("tr:has-text('BOARD') :checked")
    page.select_option("#reason", "damaged")
    page.wait_for_selector("#sum:has-text('given free')")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**focus=product")
    assert list(desk.child().lines.values_list("sku", flat=True)) == ["BOARD"]
    assert Relation.objects.get().recipe == Recipe.objects.get(code="replacement")


def test_the_same_digit_again_leads_to_the_lines(desk: Desk, page: Page) -> None:
    _dialog(desk, page)
    page.keyboard.press("6")
    page.wait_for_selector("table.picker [name=take]:focus")
    page.keyboard.press("w")
    page.wait_for_selector("#reason:focus")
    page.focus("[name=recipe]:checked")
    page.keyboard.press("6")
    page.wait_for_selector("table.picker [name=take]:focus")


def test_without_a_digit_an_arrow_leads_to_the_lines_and_back(desk: Desk, page: Page) -> None:
    _dialog(desk, page)
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("table.picker [name=take]:focus")
    page.keyboard.press("ArrowUp")
    page.wait_for_selector("[name=recipe][value='']:focus")


def test_what_the_recipe_took_it_gives_back(desk: Desk, page: Page) -> None:
    _dialog(desk, page, make_order(("LAMP", 1)))
    page.keyboard.press("6")
    page.wait_for_selector("table.picker [name=take]:checked")
    page.keyboard.press("0")
    page.wait_for_selector("table.picker [name=take]:not(:checked)")


def test_what_a_person_took_stays_taken(desk: Desk, page: Page) -> None:
    _dialog(desk, page, make_order(("LAMP", 1)))
    page.keyboard.press("6")
    page.wait_for_selector("table.picker [name=take]:checked")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.keyboard.press("0")
    page.wait_for_selector("[name=drawn][value='']", state="attached")
    assert page.locator("table.picker [name=take]").is_checked()


def test_components_stand_under_their_kit_and_no_product_twice(desk: Desk, page: Page) -> None:
    _dialog(desk, page)
    page.keyboard.press("6")
    page.wait_for_selector("table.picker tr.group")
    assert _skus(page) == ["LAMP", "SHELF", "BOARD", "BAG", "SCREW", "KEY", "BULB"]
    assert page.locator("tr.group").all_inner_texts() == ["ACCESSORIES"]


def test_several_wrong_units_are_kept_in_rows_of_their_own(desk: Desk, page: Page) -> None:
    shipped(desk.order)
    _dialog(desk, page)
    page.keyboard.press("1")
    page.wait_for_selector(".kept-row")
    for n, (wrong, units, arrived) in enumerate(
        (("LAMP Reading lamp", "2", "led bulb"), ("BOARD Oak board", "1", "key"))
    ):
        row = page.locator(".kept-row").nth(n)
        row.locator("[name=kept]").select_option(wrong)
        row.locator("[name=kept_quantity]").fill(units)
        row.locator("[name=arrived]").fill(arrived)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**focus=product")
    kept = [
        (one["ordered"]["sku"], one["quantity"], one["arrived"]["sku"])
        for one in Relation.objects.get().kept_units
    ]
    assert kept == [("LAMP", 2, "BULB"), ("BOARD", 1, "KEY")]


def test_questions_stay_in_view_however_long_the_lines_are(desk: Desk, page: Page) -> None:
    set_settings(require_pin_for_related_orders=True)
    page.set_viewport_size({"width": 1280, "height": 700})
    _dialog(desk, page, make_order(("SHELF", 1), ("LAMP", 1), ("BULB", 1), ("BOARD", 3)))
    page.keyboard.press("6")
    page.wait_for_selector("table.picker [name=take]:focus")
    page.select_option("#reason", "damaged")
    box = page.locator("[data-code=pin_not_set]").bounding_box()
    foot = page.locator("#sheet button[name=then]").bounding_box()
    assert box
    assert foot
    assert box["y"] + box["height"] <= foot["y"] < 700
    nested = "() => [...document.querySelectorAll('.sheet-body *')].filter(x =>"
    nested += " x.scrollHeight > x.clientHeight + 1"
    nested += " && ['auto', 'scroll'].includes(getComputedStyle(x).overflowY)).length"
    assert page.evaluate(nested) == 0


def test_without_script_a_recipe_shows_its_lines_before_anything_is_made(
    desk: Desk, plain_page: Page
) -> None:
    plain_page = desk.open_order(plain_page)
    plain_page.goto(f"/orders/{desk.order.number}/related-orders/new/")
    plain_page.click("label:has([name=recipe][value=parts])")
    plain_page.click("button:text-is('Continue')")
    assert not Relation.objects.exists()
    plain_page.locator("tr", has_text="KEY").locator("[type=checkbox]").check()
    plain_page.click("button:text-is('Continue')")
    plain_page.wait_for_selector("a:has-text('View Related Order')")
    assert desk.child().lines.get().sku == "KEY"

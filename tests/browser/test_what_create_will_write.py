"""The dialog's dry run: every line, note and charge before anything is made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from orderkin.families.models import Recipe, Relation
from orderkin.notes.models import Note
from tests.makers import make_shipped_order

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

DRY = "#dry-run"


def rules_of(code: str, **changed: object) -> None:
    recipe = Recipe.objects.get(code=code)
    recipe.rules = {**recipe.rules, **changed}
    recipe.save()


def test_it_follows_lines_recipe_and_notes_while_it_is_open(desk: Desk, page: Page) -> None:
    rules_of("replacement", shipping="as_parent", hold_reason="Wait for photo", note_internal="Ask")
    desk.order.shipping_charge = 490
    desk.order.save()
    desk.open_dialog(page)
    page.click(f"{DRY} summary")
    page.wait_for_selector(f"{DRY} :text('No lines.')")
    page.click("dialog label:has([name=recipe][value=replacement])")
    page.locator("dialog tr", has_text="SHELF").first.locator("[type=checkbox]").check()
    page.select_option("#reason", "damaged")
    page.wait_for_selector(f"{DRY} tr.inside:has-text('Oak board')")
    page.fill("dialog textarea", "The shelf is cracked.")
    page.wait_for_selector(f"{DRY} :text('The shelf is cracked.')")
    seen = page.locator(DRY).inner_text()
    for said in (
        "Shipping charge",
        "€4.90",
        "€6.13",
        "Wait for photo",
        "promised from stock",
        "Ask",
    ):
        assert said in seen
    assert not Relation.objects.exists()
    page.click("dialog button:text-matches('^Create\\\\b(?! and)')")
    page.wait_for_selector("a:has-text('View Related Order')")
    child = desk.child()
    for note in Note.objects.filter(order=child, is_system=False):
        assert note.text in seen
    assert (child.total, child.shipping_charge, child.status) == (613, 490, "on_hold")


def test_a_unit_that_stays_and_what_is_refused_are_said(desk: Desk, page: Page) -> None:
    replace(desk, order=make_shipped_order(("LAMP", 1))).open_dialog(page)
    page.click(f"{DRY} summary")
    page.click("dialog label:has([name=recipe][value=wrong_item_kept])")
    page.wait_for_selector("dialog [name=kept]")
    page.select_option("dialog [name=kept]", index=1)
    page.fill("dialog [name=arrived]", "BULB")
    page.wait_for_selector(f"{DRY} :text('sent in the place of Reading lamp')")
    page.click("dialog label:has([name=recipe][value=replacement])")
    page.wait_for_selector("#consequences :text('Replacement needs a reason.')")
    page.wait_for_selector(f"{DRY} td:has-text('Reading lamp')")


def test_the_amounts_of_its_lines_and_its_tax_come_to_its_total(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.click(f"{DRY} summary")
    page.click("summary:has-text('Lines')")
    page.locator("dialog tr", has_text="LAMP").locator("[type=checkbox]").check()
    page.wait_for_selector(f"{DRY} td:has-text('Reading lamp')")
    row = page.locator(f"{DRY} tbody tr").first.locator("td.num").all_inner_texts()
    assert [text.split()[0] for text in row[:3]] == ["€49.00", "€49.00", "€49.00"]
    assert page.locator(f"{DRY} dd").all_inner_texts() == ["€12.25", "€61.25"]


def test_without_script_it_is_part_of_what_is_shown(desk: Desk, plain_page: Page) -> None:
    page = desk.open_order(plain_page)
    page.goto(f"/orders/{desk.order.number}/related-orders/new/")
    page.fill("[name=customer_service_notes]", "The shelf is cracked.")
    page.click("button:has-text('Show what it will be')")
    assert page.locator(DRY).get_attribute("open") is not None
    assert "The shelf is cracked." in page.locator(f"{DRY} .dry-notes").inner_text()
    assert not Relation.objects.exists()

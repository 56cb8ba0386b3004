"""A product added in the dialog may stand for a line of the order: an upgrade costs the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orderkin.families.models import Relation
from tests.families.relatives import line_of
from tests.makers import make_product

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def add(page: Page, sku: str) -> None:
    page.fill("[name=any_product]", sku)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"dialog tr:has-text('{sku}') :checked")


def choose(page: Page, recipe: str) -> None:
    page.click(f"dialog label:has([name=recipe][value={recipe}])")
    page.wait_for_selector(f"#picker [name=drawn][value={recipe}]", state="attached")


def test_an_upgrade_costs_the_difference_to_the_line_it_stands_for(desk: Desk, page: Page) -> None:
    make_product("CHAIR", "Chair", price=14900)
    desk.open_dialog(page)
    choose(page, "upgrade")
    add(page, "CHAIR")
    page.wait_for_selector("#sum:has-text('186.25')")  # stands for no line: all of it, with tax
    assert page.locator("dialog tr:has-text('CHAIR') .list-price").inner_text() == "list €149.00"
    page.select_option("dialog [name='for-:CHAIR']", label="for Reading lamp")
    page.wait_for_selector("#sum:has-text('125.00')")
    page.click("dialog button:text-matches('^Create\\\\b(?! and)')")
    page.wait_for_selector("a:has-text('View Related Order')")
    [entry] = Relation.objects.get().line_map
    assert entry["parent_line"] == line_of(desk.order, "LAMP").pk
    assert desk.child().lines.get().total == 10000


def test_what_was_added_counts_under_the_next_recipe_too(desk: Desk, page: Page) -> None:
    make_product("CHAIR", "Chair", price=14900)
    desk.open_dialog(page)
    page.click("summary:has-text('Lines')")
    add(page, "CHAIR")
    choose(page, "goodwill")
    page.wait_for_selector("#sum:has-text('€149.00 given free')")
    assert page.locator("dialog tr:has-text('CHAIR') [name=take]").is_checked()

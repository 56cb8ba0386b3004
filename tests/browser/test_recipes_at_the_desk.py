"""Recipes and reason codes at the desk: written, tried, used at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from orderkin.client.models import Employee
from orderkin.families.models import ReasonCode, Recipe
from orderkin.families.recipes import rules_from
from tests.makers import make_employee

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser


@pytest.fixture
def lead(live_url: str) -> Employee:
    """Ina, a Client Admin."""
    return make_employee("Ina Berg", role="client_admin")


def test_a_new_recipe_works_at_once_in_the_dialog(desk: Desk, lead: Employee, page: Page) -> None:
    desk.sign_in(page, lead)
    page.goto("/settings/")
    page.click(".page-actions a:has-text('Recipes')")
    page.click("a:has-text('New recipe')")
    page.fill("[name=name]", "Spare bulb")
    page.select_option("[name=kind]", "parts")
    page.fill("[name=position]", "1")
    page.check("[name=offers][value=accessories]")
    page.select_option("[name=price_basis]", "free")
    page.click("button:has-text('Save')")
    page.wait_for_selector("text=Spare bulb is saved and in use.")
    assert page.locator("#example").get_by_text("1 × Bulb").is_visible()
    desk.open_dialog(page)
    page.keyboard.press("1")
    page.wait_for_selector("table.picker tr:has-text('LED bulb')")


def test_the_example_follows_what_is_changed_before_it_is_saved(
    desk: Desk, lead: Employee, page: Page
) -> None:
    desk.sign_in(page, lead)
    page.goto("/settings/recipes/replacement/")
    assert page.locator("#example").get_by_text("Asks for the Security PIN.").count() == 0
    page.select_option("[name=pin]", "always")
    page.wait_for_selector("#example :text('Asks for the Security PIN.')")
    assert rules_from(Recipe.objects.get(code="replacement").rules).pin == "never"


def test_a_refused_recipe_keeps_every_field(desk: Desk, lead: Employee, page: Page) -> None:
    desk.sign_in(page, lead)
    page.goto("/settings/recipes/reship/")
    page.fill("[name=release_when]", "The first parcel is back")
    page.fill("[name=note_internal]", "Ask the carrier first.")
    page.click("button:has-text('Save')")
    page.wait_for_selector("text=A release condition needs a hold reason.")
    assert page.input_value("[name=note_internal]") == "Ask the carrier first."
    page.fill("[name=hold_reason]", "Waits for the carrier")
    page.click("button:has-text('Save')")
    page.wait_for_selector("text=Reship is saved and in use.")
    assert page.locator("#example").get_by_text("Starts On Hold").first.is_visible()


def test_an_agent_reads_recipes_and_cannot_change_them(desk: Desk, page: Page) -> None:
    desk.sign_in(page, desk.agent)
    page.goto("/settings/recipes/goodwill/")
    assert page.locator("[name=name]").is_disabled()
    assert page.get_by_text("Only a Client Admin changes recipes.").is_visible()
    assert page.locator("button:has-text('Save')").count() == 0


def test_a_reason_code_is_added_and_switched_off(desk: Desk, lead: Employee, page: Page) -> None:
    desk.sign_in(page, lead)
    page.goto("/settings/recipes/")
    page.click("a:has-text('New reason code')")
    page.wait_for_selector("#sheet[open] form")
    page.fill("[name=label]", "Colour differs")
    page.select_option("[name=fault]", "listing")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Colour differs is saved.")
    page.click("a.row-link:has-text('Colour differs')")
    page.wait_for_selector("#sheet[open] form")
    page.uncheck("[name=active]")
    page.click("#sheet button:has-text('Save')")
    page.wait_for_selector("tr.off:has-text('Colour differs')")
    stored = ReasonCode.objects.get(code="colour_differs")
    assert (stored.fault, stored.active) == ("listing", False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_the_pages_of_recipes_are_for_everyone(
    desk: Desk,
    lead: Employee,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
) -> None:
    page = open_page(size, scheme)
    desk.sign_in(page, lead)
    for end in (
        "recipes/",
        "recipes/parts/",
        "new-recipe/?like=parts",
        "new-reason/",
        "kinds/parts/",
    ):
        page.goto(f"/settings/{end}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

"""Family proposals in a real browser: for everyone, the line told as it moves, accepted by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from orderkin.families.models import Relation
from orderkin.imports.models import FamilyProposal
from tests.makers import AT, make_order

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser
PLACE = "/imports/families/"


def propose(desk: Desk, *sureties: int) -> None:
    """Orders that seem to belong to the desk's one."""
    for surety in sureties:
        clue = {"code": "note", "text": "Replacement for order #1001", "surety": surety}
        FamilyProposal.objects.create(
            child=make_order(("LAMP", 1)),
            parent=desk.order,
            surety=surety,
            clues=[clue],
            found_at=AT,
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_breaks_no_rule_and_fits(
    desk: Desk,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    propose(desk, 98, 75, 60)
    page = open_page((width, 900), scheme=scheme)
    desk.sign_in(page, desk.agent)
    page.goto(PLACE)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_line_tells_how_many_as_it_moves(desk: Desk, page: Page) -> None:
    propose(desk, 98, 75, 60)
    desk.sign_in(page, desk.agent)
    page.goto(PLACE)
    assert page.get_by_role("button", name="Accept 1 proposal").is_visible()
    page.locator("#line_above").fill("70")
    page.get_by_role("button", name="Accept all 2 proposals").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Linking what was accepted").wait_for()


def test_one_is_accepted_by_keyboard(desk: Desk, page: Page) -> None:
    propose(desk, 98)
    desk.sign_in(page, desk.agent)
    page.goto(PLACE)
    page.get_by_role("button", name="Accept", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("is linked.", exact=False).first.wait_for()
    assert Relation.objects.get().parent == desk.order

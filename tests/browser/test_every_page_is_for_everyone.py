"""Every page follows WCAG 2.2 AA in light and dark, and fits a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.every_page import every_page
from tests.makers import make_employee

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule(
    desk: Desk,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    scheme: Literal["light", "dark"],
) -> None:
    page = open_page(scheme=scheme)
    page.goto("/sign-in/")
    axe(page)
    ina = make_employee("Ina Admin", role="client_admin")
    desk.sign_in(page, ina)
    for address in every_page(desk, page, ina):
        page.goto(address)
        axe(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_over_a_page_breaks_no_rule(
    desk: Desk,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    scheme: Literal["light", "dark"],
) -> None:
    page = desk.open_order(open_page(scheme=scheme))
    for key, shown in (
        ("r", "dialog[open] form"),
        ("a", "details.menu[open]"),
        ("?", "#keys[open]"),
    ):
        page.goto(f"/orders/{desk.order.number}/")
        page.keyboard.press(key)
        page.wait_for_selector(shown)
        axe(page)
    page.goto(f"/orders/{desk.order.number}/")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")
    page.keyboard.type("lamp")
    page.wait_for_selector("#palette [data-found] a")
    axe(page)


# How wide the page is, and the buttons whose words do not fit into them.
WIDTHS = """[document.documentElement.scrollWidth, [...document.querySelectorAll('.btn')]
    .filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent.trim())]"""


@pytest.mark.parametrize("width", [390, 320])
def test_every_page_fits_a_phone(desk: Desk, open_page: OpenPage, width: int) -> None:
    page = open_page((width, 800))
    ina = make_employee("Ina Admin", role="client_admin")
    desk.sign_in(page, ina)
    wrong = []
    for address in every_page(desk, page, ina):
        page.goto(address)
        wide, cut = page.evaluate(WIDTHS)
        if wide > width or cut:
            wrong.append((address, wide, cut))
    assert wrong == []

"""Every page follows WCAG 2.2 AA in light and dark, and fits a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from tests.makers import make_employee

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser

PAGES = (
    "/welcome/",
    "/orders/",
    "/orders/?q=nothing-like-this",
    "/orders/{number}/",
    "/orders/{number}/related-orders/new/",
    "/orders/{number}/notes/new/",
    "/orders/{number}/hold/",
    "/orders/{number}/cancellation/",
    "/orders/{number}/payments/new/",
    "/orders/{number}/shipments/new/",
    "/orders/{number}/edit/",
    "/orders/{number}/addresses/",
    "/orders/{number}/print/",
    "/orders/{number}/print/?paper=sheet",
    "/orders/not-a-number/",
    "/customers/",
    "/customers/{customer}/",
    "/customers/{customer}/edit/",
    "/products/",
    "/products/SHELF/",
    "/products/SHELF/edit/",
    "/imports/",
    "/imports/families/",
    "/settings/",
    "/employees/",
    "/employees/new/",
    "/exports/",
    "/me/",
    "/me/security-pin/",
)


def _addresses(desk: Desk) -> list[str]:
    facts = {"number": desk.order.number, "customer": desk.order.customer_id}
    return [page.format(**facts) for page in PAGES]


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
    desk.sign_in(page, make_employee("Ina Admin", role="client_admin"))
    for address in _addresses(desk):
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


@pytest.mark.parametrize("width", [390, 320])
def test_no_page_scrolls_sideways_on_a_phone(desk: Desk, open_page: OpenPage, width: int) -> None:
    page = open_page((width, 800))
    desk.sign_in(page, make_employee("Ina Admin", role="client_admin"))
    wide = []
    for address in _addresses(desk):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)
    assert wide == []

"""Returns and refunds in a real browser: the amount follows the units."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from orderkin.client.actors import SYSTEM
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.models import Payment
from tests.makers import AT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser


def pay_and_ship(desk: Desk) -> None:
    number, total = desk.order.number, desk.order.total
    receive_payment(actor=SYSTEM, number=number, amount=total, method="card", at=AT)
    ship_order(actor=SYSTEM, number=number, carrier="DHL", at=AT)


def open_action(desk: Desk, page: Page, slug: str) -> None:
    desk.sign_in(page, desk.agent)
    page.goto(f"/orders/{desk.order.number}/?dialog={slug}")
    page.wait_for_selector("dialog[open] form")


def test_the_amount_follows_the_units(desk: Desk, page: Page) -> None:
    pay_and_ship(desk)
    open_action(desk, page, "refund")
    page.fill(f"[name=line-{desk.order.lines.get(sku='LAMP').pk}]", "1")
    page.wait_for_selector("#refund-amount input[value='61.25']")
    page.fill("[name=reference]", "R-1")
    page.click("dialog .btn-primary")
    page.wait_for_selector("text=The refund is recorded")
    paid_back = Payment.objects.get(kind="refund")
    assert (paid_back.amount, paid_back.reference) == (6125, "R-1")
    assert [one["quantity"] for one in paid_back.units] == [1]


def test_who_types_units_is_not_led_away_by_the_amount(desk: Desk, page: Page) -> None:
    pay_and_ship(desk)
    open_action(desk, page, "refund")
    units = f"line-{desk.order.lines.get(sku='LAMP').pk}"
    page.focus(f"[name={units}]")
    page.keyboard.type("1")
    page.wait_for_selector("#refund-amount input[value='61.25']")
    page.wait_for_selector(".htmx-settling", state="detached")
    assert page.evaluate("document.activeElement.name") == units
    page.keyboard.press("Backspace")
    page.keyboard.type("2")
    page.wait_for_selector("#refund-amount input[value='122.50']")


def test_without_script_a_button_fills_the_amount_in(desk: Desk, plain_page: Page) -> None:
    pay_and_ship(desk)
    desk.sign_in(plain_page, desk.agent)
    plain_page.goto(f"/orders/{desk.order.number}/refunds/new/")
    plain_page.fill(f"[name=line-{desk.order.lines.get(sku='LAMP').pk}]", "2")
    plain_page.click("[name=look]")
    plain_page.wait_for_selector("[name=amount][value='122.50']")
    plain_page.click(".btn-primary")
    plain_page.wait_for_selector("text=The refund is recorded")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
@pytest.mark.parametrize("slug", ["return", "refund"])
def test_both_dialogs_break_no_rule(
    desk: Desk,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    slug: str,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
) -> None:
    pay_and_ship(desk)
    page = open_page(size, scheme)
    open_action(desk, page, slug)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate("document.querySelector('.sheet-body').scrollWidth") <= size[0]

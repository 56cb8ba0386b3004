"""The same with JavaScript off: Select an Action, Go, Continue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from orderkin.client.actors import actor_of
from orderkin.notes.models import Note
from tests.makers import give_pin, set_settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def _go(desk: Desk, page: Page, action: str) -> None:
    desk.open_order(page)
    page.select_option("#classic-action", label=action)
    page.click("form:has(#classic-action) button")


def test_select_an_action_go_continue_makes_a_related_order(desk: Desk, plain_page: Page) -> None:
    _go(desk, plain_page, "Create Related Order")
    plain_page.fill("textarea[name=customer_service_notes]", "By the classic page.")
    plain_page.click("button:text-is('Continue')")
    plain_page.click("a:has-text('View Related Order')")
    plain_page.wait_for_url(re.compile(rf"/orders/{desk.child().number}/"))
    assert Note.objects.filter(order=desk.child(), text="By the classic page.").exists()


def test_the_classic_page_asks_for_the_pin_and_keeps_the_note(desk: Desk, plain_page: Page) -> None:
    set_settings(require_pin_for_related_orders=True)
    pin = give_pin(actor_of(desk.agent, "desk"))
    _go(desk, plain_page, "Create Related Order")
    plain_page.fill("textarea[name=customer_service_notes]", "Kept.")
    plain_page.fill("#id_pin", "999911")
    plain_page.click("button:text-is('Continue')")
    assert plain_page.locator("text=4 tries left").is_visible()
    assert plain_page.input_value("textarea[name=customer_service_notes]") == "Kept."
    plain_page.fill("#id_pin", pin)
    plain_page.click("button:text-is('Continue')")
    assert plain_page.locator("a:has-text('View Related Order')").is_visible()


def test_holding_and_releasing_without_script(desk: Desk, plain_page: Page) -> None:
    _go(desk, plain_page, "Set On Hold")
    plain_page.fill("#id_reason", "Address unclear")
    plain_page.click("button.btn-primary:visible")
    assert plain_page.locator("text=Address unclear").first.is_visible()
    desk.order.refresh_from_db()
    assert desk.order.status == "on_hold"


def test_going_without_an_action_says_what_to_do(desk: Desk, plain_page: Page) -> None:
    desk.open_order(plain_page)
    plain_page.click("form:has(#classic-action) button")
    assert plain_page.locator("text=Select an Action first, then Go.").is_visible()


def test_a_lost_session_carries_the_form_through_signing_in(desk: Desk, plain_page: Page) -> None:
    _go(desk, plain_page, "Create Related Order")
    plain_page.fill("textarea[name=customer_service_notes]", "Not lost.")
    plain_page.context.clear_cookies(name="orderkin_session")
    plain_page.click("button:text-is('Continue')")
    plain_page.fill("#id_email", desk.agent.email)
    plain_page.fill("#id_password", "correct horse battery")
    plain_page.click("button:text-is('Sign in')")
    plain_page.click("button:text-is('Go on')")
    assert plain_page.locator("a:has-text('View Related Order')").is_visible()
    assert Note.objects.filter(order=desk.child(), text="Not lost.").exists()

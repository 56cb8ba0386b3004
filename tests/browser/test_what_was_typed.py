"""What was typed is kept until it went through: for its author, and not a moment longer."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from tests.makers import make_employee

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser
NOTES = "dialog [name=customer_service_notes]"


def open_note(page: Page) -> None:
    page.wait_for_load_state("networkidle")  # keys are heard once the scripts are there
    for _ in range(5):  # a key that is pressed while the page is being replaced is nobody's
        page.keyboard.press("n")
        with suppress(Error):
            page.wait_for_selector("dialog[open] [name=text]", timeout=3_000)
            return
    raise AssertionError("The dialog did not open.")


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate("Object.keys(localStorage)")
    return [key for key in found if key.startswith("orderkin:draft:")]


def test_a_closed_dialog_keeps_it_and_a_sent_one_does_not(desk: Desk, page: Page) -> None:
    desk.open_order(page)
    open_note(page)
    page.fill("dialog [name=text]", "Note A")
    page.keyboard.press("Escape")
    open_note(page)
    assert page.input_value("dialog [name=text]") == "Note A"
    page.click("dialog .btn-primary")
    page.wait_for_selector("text=The note is added")
    open_note(page)
    assert page.input_value("dialog [name=text]") == ""
    assert kept(page) == []


def test_create_and_view_forgets_it_too(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.fill(NOTES, "Missing screws")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("focus=product"))
    assert kept(page) == []
    desk.open_dialog(page)
    assert page.input_value(NOTES) == ""


def test_what_is_decided_each_time_is_not_kept(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.fill(NOTES, "Missing screws")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("focus=product"))
    desk.open_dialog(page)
    page.fill(NOTES, "Missing screws")
    page.click("dialog .btn-primary")
    page.check("#id_make_lookalike")
    stored = page.evaluate("Object.values(localStorage).join()")
    assert "Missing screws" in stored
    assert "make_lookalike" not in stored


def test_another_person_in_the_same_browser_sees_nothing_of_it(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.fill(NOTES, "Suspects fraud")
    desk.sign_in(page, make_employee("Ingrid Berg"))
    page.goto(f"/orders/{desk.order.number}/?dialog=create-related-order")
    page.wait_for_selector("dialog[open] form")
    assert page.input_value(NOTES) == ""
    desk.open_dialog(page)
    assert page.input_value(NOTES) == "Suspects fraud"


def test_signing_out_forgets_it(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.fill(NOTES, "Suspects fraud")
    page.keyboard.press("Escape")
    page.click(".avatar-me")
    page.click("[data-signs-out] button")
    page.wait_for_selector("h1:has-text('Sign in')")
    assert kept(page) == []

"""Typing asks the desk only for what stands there at last; what went before is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser
LISTEN = """() => {
  const ask = window.fetch;
  window.asked = [];
  window.fetch = (where, how) => { asked.push([where, how?.signal]); return ask(where, how); };
}"""
GIVEN_UP = """() => asked.map(([where, signal]) =>
  [new URL(where, location).searchParams.get("q"), signal.aborted])"""


def test_the_palette_gives_up_the_question_before(desk: Desk, page: Page) -> None:
    desk.sign_in(page, desk.agent)
    page.goto("/settings/")
    page.evaluate(LISTEN)
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")
    page.keyboard.type("lin")
    page.wait_for_timeout(200)
    page.keyboard.type("dq")
    page.wait_for_timeout(200)
    assert page.evaluate(GIVEN_UP) == [["lin", True], ["lindq", False]]

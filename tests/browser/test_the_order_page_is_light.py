"""The budgets of the order page: requests, bytes over the wire, script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


def _first_load(desk: Desk, page: Page) -> list[Request]:
    sent: list[Request] = []
    desk.sign_in(page, desk.agent)
    page.on("requestfinished", lambda one: sent.append(one))
    page.goto(f"/orders/{desk.order.number}/")
    page.wait_for_load_state("networkidle")
    return sent


def test_the_order_page_needs_at_most_twelve_requests(desk: Desk, page: Page) -> None:
    asked = [request.url for request in _first_load(desk, page)]
    assert len(asked) <= 12, asked


def test_the_order_page_is_at_most_150_kb_over_the_wire(desk: Desk, page: Page) -> None:
    sizes = [request.sizes() for request in _first_load(desk, page)]
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert total <= 150_000


def test_the_order_page_has_at_most_50_kb_of_script(desk: Desk, page: Page) -> None:
    scripts = [one for one in _first_load(desk, page) if one.resource_type == "script"]
    assert scripts
    assert sum(one.sizes()["responseBodySize"] for one in scripts) <= 50_000

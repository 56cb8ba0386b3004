"""The ground of browser tests: a server on the test's own database, and a browser that sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_server_answers_and_sends_the_headers_that_protect_pages(live_url: str) -> None:
    answer = httpx.get(live_url, follow_redirects=True)
    assert answer.status_code < 500
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.browser
def test_a_browser_opens_a_page_of_the_server(page: Page, live_url: str) -> None:
    page.goto("/")
    assert page.url.startswith(live_url)


@pytest.mark.browser
def test_axe_names_what_is_wrong_with_a_page(page: Page, axe: Callable[[Page], None]) -> None:
    page.set_content("<html lang='en'><title>x</title><img src='data:,'></html>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)

"""A real browser: pages at two widths, light and dark, with and without script, and axe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from running import chromium

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page
    from pytest_playwright.pytest_playwright import CreateContextCallback

    from orderkin.client.models import Employee

WIDE = (1280, 800)
PHONE = (390, 844)
# A request that newer typing replaces is aborted on purpose; htmx notes it with these two events.
ABORTED = ("htmx:afterRequest", "htmx:sendAbort")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class OpenPage(Protocol):
    """Open a page of its own, as a reader with this screen."""

    def __call__(
        self,
        size: tuple[int, int] = WIDE,
        scheme: Literal["light", "dark"] = "light",
        *,
        script: bool = True,
    ) -> Page: ...


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium of this machine; without one the browser tests say so."""
    found = chromium.find()
    if found is None:
        missing = "Chromium is not here: set CHROMIUM to its path, or install it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    return {"executable_path": str(found), "args": chromium.flags(), "headless": True}


@pytest.fixture
def open_page(live_url: str, new_context: CreateContextCallback) -> Iterator[OpenPage]:
    """Pages on the live server; an error of the page's own script fails the test."""
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # A refusal (4xx) is an answer, and the browser notes each one.
        if message.type == "error" and "Failed to load resource" not in message.text:
            wrong.append(message.text)

    def open_one(
        size: tuple[int, int] = WIDE,
        scheme: Literal["light", "dark"] = "light",
        *,
        script: bool = True,
    ) -> Page:
        context = new_context(
            base_url=live_url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=script,
            locale="en-US",
        )
        context.set_default_timeout(10_000)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield open_one
    left = _without_aborts(wrong)
    assert left == [], f"the page's console has errors: {left}"


def _without_aborts(wrong: list[str]) -> list[str]:
    """What was heard but for aborts, which come as a pair: one event alone is an error."""
    pairs = min(sum(one.startswith(name) for one in wrong) for name in ABORTED)
    left = list(wrong)
    for name in ABORTED * pairs:
        left.remove(next(one for one in left if one.startswith(name)))
    return left


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page 1280 wide, light."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A page 390 wide, light."""
    return open_page(PHONE)


@pytest.fixture
def dark_page(open_page: OpenPage) -> Page:
    """A page 1280 wide, dark."""
    return open_page(scheme="dark")


@pytest.fixture
def plain_page(open_page: OpenPage) -> Page:
    """A page 1280 wide, in a browser with JavaScript off."""
    return open_page(script=False)


@pytest.fixture
def sign_in(live_url: str) -> Callable[[Page, Employee], None]:
    """Sign somebody in without the form: tests of other pages are not about signing in."""

    def let_in(page: Page, employee: Employee) -> None:
        client = Client()
        client.force_login(employee, backend="orderkin.client.signed_in.EmployeeBackend")
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_url}]
        )

    return let_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that a page breaks no rule of WCAG 2.2 AA."""

    def check(page: Page) -> None:
        only = {"runOnly": {"type": "tag", "values": RULES}}
        broken = Axe().run(page, options=only).response["violations"]
        told = [f"{v['id']} at {n['target']}: {v['help']}" for v in broken for n in v["nodes"]]
        assert told == [], "\n".join([f"axe on {page.url}:", *told])

    return check

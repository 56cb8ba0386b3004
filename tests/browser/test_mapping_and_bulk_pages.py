"""The mapping page and bulk actions in a real browser, for everyone and on every screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from orderkin.bulk.actions.start_bulk import start_bulk
from orderkin.bulk.models import BulkRun
from orderkin.client.actors import actor_of
from tests.makers import AT, unused_key

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser

TABLE = """Belegnr;Wann;Wer;Ware;Stück;Einzelpreis
A-1;03.02.2026;Åse Lindqvist;Lampe;2;49,00
A-2;25.02.2026;Otto Berg;Regal;1;1.039,99
"""
SIZES = [(1280, 800), (390, 844)]


def open_mapping(desk: Desk, page: Page, folder: Path) -> Page:
    file = folder / "ledger.csv"
    file.write_text(TABLE, encoding="utf-8")
    desk.sign_in(page, desk.agent)
    page.goto("/imports/")
    page.set_input_files("[name=file]", file)
    page.click("button:text-is('Import')")
    page.wait_for_url(re.compile("/imports/mapping/"))
    return page


def start(desk: Desk) -> BulkRun:
    told = {"reason": "Recall 12"}
    return start_bulk(
        actor=actor_of(desk.agent, "desk"),
        verb="hold",
        arguments=told,
        numbers=[desk.order.number],
        key=unused_key(),
        at=AT,
    )


def fits(page: Page, size: tuple[int, int]) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= size[0])


def test_a_chosen_meaning_shows_the_orders_at_once(desk: Desk, page: Page, tmp_path: Path) -> None:
    open_mapping(desk, page, tmp_path)
    meanings = ("number", "placed_at", "customer_name", "name", "quantity", "unit_price")
    for index, meaning in enumerate(meanings):
        page.select_option(f"[name=c{index}]", meaning)
    page.fill("[name=currency]", "EUR")
    page.press("[name=currency]", "Tab")
    page.wait_for_selector("#tried td:has-text('1,039.99')")
    page.fill("[name=name]", "Ledger")
    page.click("button:text-is('Import')")
    page.wait_for_url(re.compile(r"/imports/\d+/"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_mapping_and_bulk_pages_break_no_rule(
    desk: Desk,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
    tmp_path: Path,
) -> None:
    page = open_mapping(desk, open_page(size, scheme), tmp_path)
    axe(page)
    assert fits(page, size)
    for place in (f"/bulk/{start(desk).pk}/", "/bulk/", "/views/new/?q=sku:LAMP"):
        page.goto(place)
        axe(page)
        assert fits(page, size), place


def test_a_running_bulk_action_is_stopped(desk: Desk, page: Page) -> None:
    desk.sign_in(page, desk.agent)
    page.goto(f"/bulk/{start(desk).pk}/")
    page.click("button:has-text('Stop')")
    page.wait_for_selector("h1:has-text('Stopped')")

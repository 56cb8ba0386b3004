"""An import from choosing the file to the verdicts, with the worker beside."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orderkin.jobs import worker
from orderkin.orders.models import Order

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

EXPORT = """Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,\
Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name
#7001,kim@post.example,paid,2026-02-01 10:00:00 +0100,unfulfilled,EUR,20.00,5.00,0.00,25.00,\
2026-02-01 10:00:00 +0100,2,Oak board,10.00,BOARD,Kim Berg
#7001,kim@post.example,,,,,,,,,2026-02-01 10:00:00 +0100,1,Free felt pads,0.00,FELT,
"""


@pytest.fixture
def working(live_url: str) -> Iterator[None]:
    """A worker in a thread of the test, on the same database."""
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,), daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join(20)


@pytest.mark.usefixtures("working")
def test_a_file_comes_in_with_a_verdict_on_every_line(
    desk: Desk, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "orders_export.csv"
    file.write_text(EXPORT)
    desk.sign_in(page, desk.agent)
    page.goto("/imports/")
    page.set_input_files("#id_file", file)
    page.click("button:has-text('Import')")
    page.wait_for_selector("h1 .badge:text-is('Done')", timeout=40_000)
    page.click("tr:has-text('Imported') a")
    page.wait_for_url(re.compile(r"/orders/\d+/$"))
    order = Order.objects.get(channel_number="#7001")
    assert (order.total, order.currency) == (2500, "EUR")
    assert page.locator("h1").inner_text().startswith(f"Order {order.number}")


def test_a_file_that_cannot_be_read_says_what_to_do(desk: Desk, page: Page, tmp_path: Path) -> None:
    file = tmp_path / "photo.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    desk.sign_in(page, desk.agent)
    page.goto("/imports/")
    page.set_input_files("#id_file", file)
    page.click("button:has-text('Import')")
    page.wait_for_selector("#id_file_error")

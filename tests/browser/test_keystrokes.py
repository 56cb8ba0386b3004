"""From the parent page to the child page by keyboard: as few inputs and page loads as promised."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from orderkin.client.models import Employee
from orderkin.families.models import Relation
from orderkin.orders.models import Order
from tests.makers import make_employee, make_order

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request, Route

pytestmark = pytest.mark.browser

ESTIMATE = Path(__file__).resolve().parents[2] / "bench" / "keystrokes.md"
SECONDS = {"K": 0.28, "P": 1.10, "H": 0.40, "M": 1.35}
HEARS = """window.heard = []; document.addEventListener("change", (event) => {
  if (event.isTrusted) window.heard.push(event.target.name); }, true);"""

# In the browser itself: a delay in the test's own thread would hold the keys up as well.
SLOW_LINES = """
const { open, send } = XMLHttpRequest.prototype;
XMLHttpRequest.prototype.open = function (how, where, ...rest) {
  this.isSlow = where.includes("/preview/");
  return open.call(this, how, where, ...rest);
};
XMLHttpRequest.prototype.send = function (body) {
  if (this.isSlow) setTimeout(() => send.call(this, body), 1500);
  else send.call(this, body);
};
null;
"""


@dataclass
class Counted:
    """What one person did and waited for on a page."""

    page: Page
    loads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)

    def _asked(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.loads.append(request.url)


def _rows(title: str) -> list[list[str]]:
    """The cells of the table below a heading of the estimate."""
    part = ESTIMATE.read_text().split(f"## {title}")[1].split("\n## ")[0]
    rows = [line.strip("| \n").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return [row for row in rows if re.fullmatch(r"\d+\.\d\d", row[-1])]


def _keys_on_the_order_page() -> list[str]:
    rows = _rows("By keyboard")
    start = next(n for n, row in enumerate(rows) if row[0] == "`r`")
    return [row[0].strip("`") for row in rows[start:]]


@pytest.fixture
def one_line(
    live_url: str, page: Page, sign_in: Callable[[Page, Employee], None]
) -> tuple[Page, Order]:
    """Maja looks at an order of one lamp."""
    order = make_order(("LAMP", 1))
    sign_in(page, make_employee("Maja Holm"))
    page.add_init_script(HEARS)
    page.goto(f"/orders/{order.number}/")
    return page, order


def test_two_inputs_and_one_page_load_lead_to_the_child(one_line: tuple[Page, Order]) -> None:
    page, order = one_line
    counted = Counted(page)
    *keys, last = _keys_on_the_order_page()
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_selector("#sheet[open] form")
        page.wait_for_load_state("networkidle")
    inputs = page.evaluate("new Set(window.heard).size")
    page.keyboard.press(last)
    page.wait_for_url("**focus=product")
    child = Order.objects.get(relation_up__parent=order)
    assert page.url.endswith(f"/orders/{child.number}/?focus=product")
    assert inputs == 2
    assert len(counted.loads) <= 2
    assert list(child.lines.values_list("sku", "price_basis")) == [("LAMP", "free")]


def _with_fast_hands(page: Page, order: Order) -> Order:
    """Every key at once, while the desk takes its time to draw the lines of the recipe."""

    page.evaluate(SLOW_LINES)
    first, *keys = _keys_on_the_order_page()
    page.keyboard.press(first)
    page.wait_for_selector("#sheet[open] form")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_url("**focus=product")
    return Order.objects.get(relation_up__parent=order)


def test_fast_hands_lose_nothing(one_line: tuple[Page, Order]) -> None:
    child = _with_fast_hands(*one_line)
    assert Relation.objects.filter(child=child, reason__code="damaged").exists()
    assert list(child.lines.values_list("sku", flat=True)) == ["LAMP"]


def test_a_create_that_does_not_wait_for_the_lines_is_noticed(
    one_line: tuple[Page, Order],
) -> None:
    page, order = one_line

    def hasty(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r'hx-sync="[^"]*"', "", answer.text()))

    page.route(
        "**/related-orders/new/", lambda r: hasty(r) if r.request.method == "GET" else r.continue_()
    )
    assert _with_fast_hands(page, order).lines.count() == 0


@pytest.mark.parametrize(("title", "limit"), [("By keyboard", 25.0), ("By mouse", 30.0)])
def test_the_estimate_adds_up_and_stays_below_its_limit(title: str, limit: float) -> None:
    rows = _rows(title)
    added = sum(float(row[-1]) for row in rows)
    part = ESTIMATE.read_text().split(f"## {title}")[1].split("\n## ")[0]
    [told] = re.findall(r"\*\*(\d+\.\d\d)\*\*", part)
    assert round(added, 2) == float(told) <= limit


@pytest.mark.parametrize("title", ["By keyboard", "By mouse"])
def test_each_step_takes_at_least_its_operators(title: str) -> None:
    for row in _rows(title):
        known, many = 0.0, 1
        for word in row[-2].split():
            many = int(word) if word.isdecimal() else many
            if word in SECONDS:
                known, many = known + many * SECONDS[word], 1
        waits = "R" in row[-2].split()
        assert float(row[-1]) >= round(known, 2)
        assert waits or float(row[-1]) == round(known, 2)

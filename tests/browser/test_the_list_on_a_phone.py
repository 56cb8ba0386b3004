"""On a phone the list of orders keeps the names of people whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orderkin.orders.models import Order
from tests.makers import make_order

if TYPE_CHECKING:
    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser
NAMES = ("Concepción Fernández", "Bartholomew Oyelaran", "Åse Lindqvist")
# Words of the cells that stand on more than one line.
BROKEN = """() => [...document.querySelectorAll('#rows [dir=auto], .row-link')].flatMap((cell) => {
  const node = cell.firstChild, range = document.createRange();
  return [...node.data.matchAll(/\\S+/g)].filter((word) => {
    range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map((word) => word[0]);
})"""


@pytest.mark.parametrize("width", [390, 360])
def test_names_and_numbers_stay_whole(desk: Desk, open_page: OpenPage, width: int) -> None:
    for name in NAMES:
        child = make_order(("LAMP", 40))
        Order.objects.filter(pk=child.pk).update(customer_name=name, status="on_hold")
    page = open_page((width, 800))
    desk.sign_in(page, desk.agent)
    page.goto("/orders/")
    assert page.locator("#rows tbody tr").count() == len(NAMES) + 1
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 360, 320])
def test_large_totals_and_long_statuses_do_not_widen_the_page(
    desk: Desk, open_page: OpenPage, width: int
) -> None:
    Order.objects.update(total=1_234_567_890, status="in_process", customer_name=NAMES[1])
    page = open_page((width, 800))
    desk.sign_in(page, desk.agent)
    page.goto("/orders/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width

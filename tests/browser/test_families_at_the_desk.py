"""Families at the desk: the panel's menu, undo, the tree, the ledger."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from orderkin.client.actors import actor_of
from orderkin.orders.models import Order
from tests.families.relatives import again, fresh, make_child, parent_of
from tests.makers import make_customer, make_order, set_settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser


def _child(desk: Desk, parent: Order | None = None) -> Order:
    above = parent or desk.order
    wishes = [] if parent else [again(above, "LAMP", basis="free")]
    return make_child(above, actor_of(desk.agent, "desk"), *wishes)


def _from_the_panel(desk: Desk, page: Page, order: Order, text: str) -> None:
    desk.sign_in(page, desk.agent)
    page.goto(f"/orders/{order.number}/")
    page.get_by_label("Change the family").click()
    page.locator("#family").get_by_text(text).click()
    page.wait_for_selector("#sheet[open] form")


def test_an_existing_order_is_linked_from_the_panel(desk: Desk, page: Page) -> None:
    other = make_order(("BULB", 1))
    _from_the_panel(desk, page, desk.order, "Link Existing Order")
    page.fill("[name=other]", f" #{other.number} ")
    page.fill("[name=reason]", "One call about both")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The orders are linked.")
    assert page.locator("#family a", has_text=other.number).is_visible()
    assert parent_of(other) == desk.order


def test_an_order_can_be_linked_above(desk: Desk, page: Page) -> None:
    above = make_order(("BULB", 1))
    _from_the_panel(desk, page, desk.order, "Link Existing Order")
    page.fill("[name=other]", above.number)
    page.select_option("[name=side]", "parent")
    page.fill("[name=reason]", "It began with that one")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The orders are linked.")
    assert parent_of(desk.order) == above


def test_another_customer_asks_for_a_sentence_and_loses_nothing(desk: Desk, page: Page) -> None:
    other = make_order(("BULB", 1), customer=make_customer("Jon Berg"))
    _from_the_panel(desk, page, desk.order, "Link Existing Order")
    page.fill("[name=other]", other.number)
    page.fill("[name=reason]", "Same household")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=exception]:focus")
    assert page.input_value("[name=reason]") == "Same household"
    page.keyboard.type("Husband and wife")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The orders are linked.")
    assert parent_of(other) == desk.order


def test_a_circle_is_refused_with_a_sentence(desk: Desk, page: Page) -> None:
    child = _child(desk)
    grandchild = _child(desk, child)
    _from_the_panel(desk, page, child, "Move To Another Parent")
    page.fill("[name=parent]", grandchild.number)
    page.fill("[name=reason]", "Wrong way round")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=that would be a circle")
    assert page.input_value("[name=reason]") == "Wrong way round"
    assert parent_of(child) == desk.order


def test_an_order_moves_to_another_parent(desk: Desk, page: Page) -> None:
    child, other = _child(desk), make_order(("BULB", 1))
    _from_the_panel(desk, page, child, "Move To Another Parent")
    page.fill("[name=parent]", other.number)
    page.fill("[name=reason]", "Belongs to the later order")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The order is moved")
    assert page.locator(".crumbs", has_text=other.number).is_visible()
    assert parent_of(child) == other


def test_unlinking_without_script(desk: Desk, plain_page: Page) -> None:
    child = _child(desk)
    desk.sign_in(plain_page, desk.agent)
    plain_page.goto(f"/orders/{child.number}/")
    plain_page.select_option("#classic-action", "unlink")
    plain_page.click("button:has-text('Go')")
    plain_page.fill("[name=reason]", "Not the same case")
    plain_page.click("button:has-text('Unlink')")
    plain_page.wait_for_selector("text=it is a root of its own now")
    assert parent_of(child) is None


def test_undo_stands_on_the_confirmation_and_is_one_click(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=View Related Order")
    page.click("#sheet button:has-text('Undo')")
    page.wait_for_selector("#sheet h2:has-text('is undone')")
    assert fresh(desk.child()).status == "void"
    page.wait_for_selector("#sheet .btn-primary:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("#family .member.gone")


def test_after_create_another_the_panel_shows_the_first(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("Enter")
    page.click("#sheet a:has-text('Create another')")
    page.wait_for_selector("#sheet form[data-draft]")
    page.keyboard.press("Escape")
    page.wait_for_selector(f"#family a:has-text('{desk.child().number}')")


def test_undo_says_what_is_in_the_way(desk: Desk, page: Page) -> None:
    child = _child(desk)
    _child(desk, child)
    _from_the_panel(desk, page, child, "Undo Related Order")
    page.click("#sheet .btn-danger")
    page.wait_for_selector("text=It has related orders itself")
    assert fresh(child).status == "in_process"


def test_without_script_undo_answers_on_a_page_of_its_own(desk: Desk, plain_page: Page) -> None:
    child = _child(desk)
    desk.sign_in(plain_page, desk.agent)
    plain_page.goto(f"/orders/{desk.order.number}/related-orders/{child.number}/")
    plain_page.click("button:has-text('Undo')")
    plain_page.wait_for_url(re.compile(r"/undone/$"))
    assert plain_page.locator("h1", has_text="is undone").is_visible()


def test_a_large_family_shows_what_is_near_and_a_page_with_all(desk: Desk, page: Page) -> None:
    set_settings(plain_guard_blocks=False)
    children = [_child(desk) for _ in range(14)]
    desk.sign_in(page, desk.agent)
    page.goto(f"/orders/{children[5].number}/")
    near = page.locator("#family a.member, #family .member.here")
    assert near.count() < 12
    assert page.locator("#family .more").count() == 2
    page.click("#family a:has-text('Show all 15')")
    page.wait_for_selector("table.family-table")
    assert page.locator("table.family-table tbody tr").count() == 15


def test_the_ledger_opens_from_the_panel_and_adds_up(desk: Desk, page: Page) -> None:
    child = _child(desk)
    desk.open_order(page)
    page.get_by_label("Family ledger").get_by_text("Open").click()
    page.wait_for_selector("table.ledger")
    row = page.locator("table.ledger tr.order", has_text=child.number)
    assert "€49.00" in row.inner_text()
    foot = page.locator("table.ledger tfoot").inner_text()
    assert str(page.locator(".ledger-totals dd.sum").inner_text()) in foot


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_the_pages_of_a_family_are_for_everyone(
    desk: Desk,
    open_page: OpenPage,
    axe: Callable[[Page], None],
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
) -> None:
    child = _child(desk)
    page = open_page(size, scheme)
    desk.sign_in(page, desk.agent)
    for end in ("", "family/", "ledger/", "links/new/", "parent/move/", "parent/unlink/", "undo/"):
        page.goto(f"/orders/{child.number}/{end}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

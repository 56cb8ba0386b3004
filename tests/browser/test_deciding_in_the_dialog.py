"""What only a person can decide: override the guard, make another one, approve for somebody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from orderkin.client.actors import actor_of
from orderkin.client.models import Employee
from orderkin.families.models import Relation
from orderkin.orders.models import Order
from tests.families.relatives import again, make_child
from tests.makers import PIN, give_pin, make_employee, make_order, set_settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def lead(live_url: str) -> Employee:
    """Ina, who may override and approve."""
    lead = make_employee("Ina Berg", role="client_admin")
    give_pin(actor_of(lead, "desk"))
    return lead


def _replace_the_lamp(page: Page, order: Order) -> None:
    page.goto(f"/orders/{order.number}/?dialog=create-related-order")
    page.wait_for_selector("#sheet[open] form")
    page.keyboard.press("6")
    page.wait_for_selector("table.picker input[value^=l]:checked")
    page.select_option("#reason", "defective")
    page.wait_for_selector("#sum:has-text('given free')")


def _replaced(desk: Desk) -> Order:
    order = make_order(("LAMP", 1))
    wish = again(order, "LAMP", basis="free")
    make_child(order, actor_of(desk.agent, "desk"), wish, recipe="replacement", reason="lost")
    return order


def test_an_agent_who_may_not_override_is_told_who_can(desk: Desk, page: Page) -> None:
    order = _replaced(desk)
    desk.sign_in(page, desk.agent)
    _replace_the_lamp(page, order)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Only somebody who may override the guard can go on.")
    assert Relation.objects.filter(parent=order).count() == 1


def test_a_lead_says_why_and_the_sentence_is_kept(desk: Desk, lead: Employee, page: Page) -> None:
    order = _replaced(desk)
    desk.sign_in(page, lead)
    _replace_the_lamp(page, order)
    page.fill("#sheet textarea", "Second one broke as well")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#id_override:focus")
    assert page.input_value("#sheet textarea") == "Second one broke as well"
    page.keyboard.type("The first parcel never arrived")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**focus=product")
    newest = Relation.objects.filter(parent=order).order_by("-pk")[0]
    assert newest.override["why"] == "The first parcel never arrived"


def test_a_look_alike_is_shown_first(desk: Desk, page: Page) -> None:
    desk.open_dialog(page)
    page.keyboard.press("Enter")
    page.click("#sheet a:has-text('Create another')")
    page.wait_for_selector("#sheet [data-code=lookalike]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_make_lookalike:focus")
    page.keyboard.press("Space")
    page.click("#sheet .btn-primary")
    page.wait_for_selector("text=View Related Order")
    assert Relation.objects.filter(parent=desk.order).count() == 2


@pytest.fixture
def capped(desk: Desk, lead: Employee) -> Order:
    """Åse had her free order; the next one needs a second person."""
    wish = again(desk.order, "LAMP", basis="free")
    make_child(desk.order, actor_of(desk.agent, "desk"), wish, at=datetime.now(UTC))
    set_settings(customer_cap_orders=1, customer_cap_needs_approval=True)
    return make_order(("LAMP", 1))


def test_above_the_cap_a_second_person_approves(
    desk: Desk, lead: Employee, capped: Order, page: Page, axe: Callable[[Page], None]
) -> None:
    desk.sign_in(page, desk.agent)
    _replace_the_lamp(page, capped)
    page.wait_for_selector(".approval-field:visible")
    axe(page)
    page.fill("#id_approver", lead.email)
    page.fill("#id_approver_pin", PIN)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**focus=product")
    assert Relation.objects.get(parent=capped).approver_email == lead.email


def test_a_wrong_pin_of_the_approver_is_said_beside_it(
    desk: Desk, lead: Employee, capped: Order, page: Page
) -> None:
    desk.sign_in(page, desk.agent)
    _replace_the_lamp(page, capped)
    page.fill("#sheet textarea", "Agreed on the phone")
    page.fill("#id_approver", lead.email)
    page.fill("#id_approver_pin", "111112")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#id_approver_pin_error:has-text('4 tries left')")
    assert page.input_value("#id_approver") == lead.email
    assert page.input_value("#sheet textarea") == "Agreed on the phone"
    assert page.locator(".pin-field").is_hidden()


def test_approving_for_oneself_is_refused(
    desk: Desk, lead: Employee, capped: Order, page: Page
) -> None:
    desk.sign_in(page, lead)
    _replace_the_lamp(page, capped)
    page.fill("#id_approver", lead.email)
    page.fill("#id_approver_pin", PIN)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#id_approver_error:has-text('somebody else')")
    assert not Relation.objects.filter(parent=capped).exists()

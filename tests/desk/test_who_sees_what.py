"""Pages and menus follow the rights table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.orders.models import Order
from tests.makers import make_employee, make_order

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]


def test_a_viewer_reads_orders_and_is_offered_no_action(seat: Seat) -> None:
    page = seat("viewer").get(f"/orders/{make_order().number}/")
    assert page.status_code == 200
    assert b"Create Related Order" not in page.content.split(b'id="keys"')[0]


@pytest.mark.parametrize("page", ["hold", "cancellation", "related-orders/new", "shipments/new"])
def test_a_viewer_who_posts_all_the_same_is_refused(seat: Seat, page: str) -> None:
    order = make_order()
    answer = seat("viewer").post(f"/orders/{order.number}/{page}/", {"reason": "x", "carrier": "y"})
    assert answer.status_code == 403
    order.refresh_from_db()
    assert order.status == "in_process"
    assert Order.objects.count() == 1


def test_only_a_client_admin_changes_settings(seat: Seat) -> None:
    form = {"shown": "lookalike_minutes", "lookalike_minutes": "3"}
    assert seat("agent").post("/settings/", form).status_code == 403
    assert seat("client_admin").post("/settings/", form).status_code == 302


def test_only_a_client_admin_invites(seat: Seat) -> None:
    assert seat("agent").get("/employees/new/").status_code == 403
    assert seat("client_admin").get("/employees/new/").status_code == 200


def test_the_invitation_link_is_shown_to_who_invites(seat: Seat) -> None:
    form = {"email": "new@shop.example", "name": "New", "role": "agent", "zone": "UTC"}
    page = seat("client_admin").post("/employees/new/", form)
    assert b"/invitations/" in page.content


def test_the_last_client_admin_stays(seat: Seat) -> None:
    ina = make_employee("Ina Admin", role="client_admin")
    answer = seat(employee=ina).post(f"/employees/{ina.pk}/retired/", {"sure": "yes"})
    assert answer.status_code == 409
    assert b"last Client Admin" in answer.content


def test_an_api_token_is_shown_once_and_can_be_revoked(seat: Seat) -> None:
    agent = seat("agent")
    made = agent.post("/me/tokens/", {"name": "till"}).content.decode()
    assert 'id="new-token">ok_' in made
    assert "ok_" not in agent.get("/me/").content.decode()


def test_the_theme_is_remembered(seat: Seat) -> None:
    agent = seat("agent")
    agent.post("/me/theme/", {"theme": "dark", "back": "/orders/"})
    assert b'data-bs-theme="dark"' in agent.get("/orders/").content

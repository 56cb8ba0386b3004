"""Pages have sessions, forms and headers of HTML before them; programs have none of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from orderkin.client.models import Employee
from orderkin.config.pages import PagesOnly
from orderkin.lib.actor import Actor
from tests.makers import give_token

pytestmark = pytest.mark.django_db


def test_a_page_says_what_may_be_loaded_and_a_program_is_not_told() -> None:
    page, answer = Client().get("/sign-in/"), Client().get("/api/v1/orders")
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert "Content-Security-Policy" not in answer


def test_neither_is_framed_or_guessed_at() -> None:
    for answer in (Client().get("/sign-in/"), Client().get("/api/v1/orders")):
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_form_that_is_not_ours_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/sign-in/", {"username": "a@b.example", "password": "one of ours"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    assert "CSRF cookie not set" in caplog.text


def test_a_session_opens_nothing_for_programs(maja: Actor) -> None:
    """Cookies cannot be used against who is signed in: the API does not look at them."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(_employee(maja), backend="orderkin.client.signed_in.EmployeeBackend")
    assert browser.get("/api/v1/orders").status_code == 401
    with_token = {"Authorization": f"Bearer {give_token(maja)}"}
    assert browser.get("/api/v1/orders", headers=with_token).status_code == 200


@override_settings(PAGE_MIDDLEWARE=["tests.setup.test_what_stands_before_pages.broken"])
def test_what_goes_wrong_before_a_page_is_an_answer() -> None:
    door = PagesOnly(lambda _request: HttpResponse("fine"))
    ask = RequestFactory()
    assert door(ask.get("/api/v1/orders")).status_code == 200
    assert door(ask.get("/orders/")).status_code == 400


def broken(_get_response: object) -> object:
    def refuse(_request: HttpRequest) -> HttpResponse:
        raise BadRequest

    return refuse


def _employee(actor: Actor) -> Employee:
    return Employee.objects.get(email=actor.email)

"""Signing in and out, lock-out, invitations, retirement."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.client.actions.invite_employee import invite_employee
from orderkin.client.actions.retire_employee import retire_employee
from orderkin.client.actors import SYSTEM
from orderkin.client.invitations import link_parts
from orderkin.client.models import Employee
from tests.makers import AT, PASSWORD, make_employee

pytestmark = pytest.mark.django_db(transaction=True)


def _try(client: Client, email: str, password: str, **more: str) -> int:
    form = {"email": email, "password": password, **more}
    return client.post("/sign-in/", form).status_code


def test_the_right_password_opens_the_desk_and_the_session_gets_a_new_key() -> None:
    maja, client = make_employee("Maja Holm"), Client()
    client.get("/sign-in/")
    client.session["before"] = 1
    before = client.session.session_key
    assert _try(client, maja.email, PASSWORD) == 302
    assert client.session.session_key != before
    assert client.get("/orders/").status_code == 200


def test_a_wrong_password_keeps_the_email_and_opens_nothing() -> None:
    maja, client = make_employee("Maja Holm"), Client()
    answer = client.post("/sign-in/", {"email": maja.email, "password": "wrong"})
    assert answer.status_code == 422
    assert maja.email in answer.content.decode()
    assert client.get("/orders/").status_code == 302


def test_five_failures_lock_even_the_right_password_out() -> None:
    maja, client = make_employee("Maja Holm"), Client()
    for _n in range(5):
        _try(client, maja.email, "wrong")
    answer = client.post("/sign-in/", {"email": maja.email, "password": PASSWORD})
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.content.decode()


def test_going_on_never_leaves_the_desk() -> None:
    maja, client = make_employee("Maja Holm"), Client()
    form = {"email": maja.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post("/sign-in/", form).headers["Location"] == "/"


def test_signing_out_ends_the_session() -> None:
    client = Client()
    client.force_login(make_employee(), backend="orderkin.client.signed_in.EmployeeBackend")
    client.post("/sign-out/")
    assert client.get("/orders/").headers["Location"].startswith("/sign-in/")


def test_a_retired_employee_is_out_at_once() -> None:
    maja, client = make_employee("Maja Holm"), Client()
    client.force_login(maja, backend="orderkin.client.signed_in.EmployeeBackend")
    retire_employee_of(maja.pk)
    assert client.get("/orders/").status_code == 302
    assert _try(Client(), maja.email, PASSWORD) == 422


def test_who_was_retired_is_asked_about_first_and_comes_back_by_an_invitation(
    seat: Callable[..., Client],
) -> None:
    maja, lead = make_employee("Maja Holm"), seat("client_admin")
    place = f"/employees/{maja.pk}/retired/"
    assert "The name stays in the history." in lead.get(place).content.decode()
    assert Employee.objects.get(pk=maja.pk).is_active
    lead.post(place, {"sure": "yes"})
    assert not Employee.objects.get(pk=maja.pk).is_active
    again = {"email": maja.email.upper(), "name": "Maja Holm", "role": "viewer", "zone": "UTC"}
    assert b"/invitations/" in lead.post("/employees/new/", again).content
    maja.refresh_from_db()
    assert (maja.is_active, maja.role, maja.has_usable_password()) == (True, "viewer", False)


def retire_employee_of(pk: int) -> None:
    make_employee("Ina Admin", role="client_admin")
    retire_employee(actor=SYSTEM, employee_id=pk, at=AT)


def test_an_invitation_sets_a_password_once() -> None:
    new = invite_employee(actor=SYSTEM, email="new@shop.example", name="New", role="agent", at=AT)
    uid, token = link_parts(new)
    link, client = f"/invitations/{uid}/{token}/", Client()
    assert client.post(link, {"password": "short"}).status_code == 422
    assert client.post(link, {"password": "quite a long one"}).status_code == 302
    assert client.get("/orders/").status_code == 200
    assert Client().post(link, {"password": "another long one"}).status_code == 404


def test_a_form_sent_without_a_session_is_offered_again_after_signing_in() -> None:
    maja, client = make_employee("Maja Holm"), Client()
    sent = {"text": "Typed in full", "kind": "general", "pin": "480517"}
    page = client.post("/orders/1/notes/new/", sent)
    assert page.status_code == 401
    assert b"Typed in full" in page.content
    assert b"480517" not in page.content
    kept = {"kept_to": "/orders/1/notes/new/", "kept-text": "Typed in full"}
    answer = client.post("/sign-in/", {"email": maja.email, "password": PASSWORD, **kept})
    assert b'name="text" value="Typed in full"' in answer.content

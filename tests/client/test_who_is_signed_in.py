"""Who is signed in is read plainly, and is still the whole employee."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from orderkin.client.models import Employee
from orderkin.client.signed_in import EmployeeBackend, SessionStore
from tests.makers import make_employee

pytestmark = pytest.mark.django_db


def test_the_employee_read_for_a_page_has_every_field_of_the_stored_one() -> None:
    maja = make_employee()
    Employee.objects.filter(pk=maja.pk).update(
        favourite_actions=["hold_order"], last_login=timezone.now()
    )
    read, stored = EmployeeBackend().get_user(maja.pk), Employee.objects.get(pk=maja.pk)
    assert read is not None
    assert read.get_deferred_fields() == set()
    assert {**vars(read), "_state": None} == {**vars(stored), "_state": None}


def test_nobody_is_read_for_a_retired_employee() -> None:
    maja = make_employee()
    Employee.objects.filter(pk=maja.pk).update(is_active=False)
    assert EmployeeBackend().get_user(maja.pk) is None


def test_a_session_keeps_what_was_put_into_it() -> None:
    kept = SessionStore()
    kept["chosen"] = "compact"
    kept.save()
    again = SessionStore(kept.session_key)
    assert again["chosen"] == "compact"


def test_a_session_that_is_over_is_empty_and_gets_another_key() -> None:
    kept = SessionStore()
    kept["chosen"] = "compact"
    kept.set_expiry(timedelta(seconds=-1))
    kept.save()
    again = SessionStore(kept.session_key)
    assert "chosen" not in again
    assert again.session_key is None


def test_a_browser_stays_signed_in_from_page_to_page() -> None:
    browser = Client()
    browser.force_login(make_employee(), backend="orderkin.client.signed_in.EmployeeBackend")
    assert browser.get("/customers/").status_code == 200

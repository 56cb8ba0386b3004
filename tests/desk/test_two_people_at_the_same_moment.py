"""What the database lets only one of two people do is told to the other, who loses nothing."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client

from orderkin.client.models import Employee
from orderkin.notes.models import Note
from tests.makers import make_actor, make_order

pytestmark = pytest.mark.django_db

ADD = "orderkin.desk.views.order_verbs.add_note"


@pytest.fixture
def seat() -> Client:
    """An agent at the desk."""
    client = Client(raise_request_exception=False)
    client.force_login(Employee.objects.get(pk=make_actor().employee))
    return client


@pytest.mark.parametrize(
    "wrong",
    [OperationalError("database is locked"), IntegrityError("UNIQUE constraint failed: x.y")],
)
def test_who_came_second_is_told_and_keeps_what_was_typed(
    seat: Client, monkeypatch: pytest.MonkeyPatch, wrong: Exception
) -> None:
    def second(**_told: object) -> None:
        raise wrong

    order = make_order(("LAMP", 1))
    monkeypatch.setattr(ADD, second)
    typed = {"kind": "general", "text": "Typed in full."}
    answer = seat.post(f"/orders/{order.number}/notes/new/", typed)
    assert answer.status_code == 409
    assert "at the same moment" in answer.content.decode()
    assert "Typed in full." in answer.content.decode()
    assert not Note.objects.filter(order=order).exists()


def test_any_other_fault_is_not_called_a_race(
    seat: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_told: object) -> None:
        raise IntegrityError("CHECK constraint failed: note_kind_known")

    order = make_order(("LAMP", 1))
    monkeypatch.setattr(ADD, broken)
    typed = {"kind": "general", "text": "Typed in full."}
    assert seat.post(f"/orders/{order.number}/notes/new/", typed).status_code == 500

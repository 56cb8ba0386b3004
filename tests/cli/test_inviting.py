"""`orderkin invite`: whoever runs a new desk gets in, and again when the password is gone."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.test import Client

from orderkin.cli.invite import invite
from orderkin.client.models import Employee
from tests.makers import PASSWORD

pytestmark = pytest.mark.django_db


def link(*options: str) -> str:
    told = CliRunner().invoke(invite, ["ina@shop.example", *options])
    assert told.exit_code == 0, told.output
    return told.output.splitlines()[1].removeprefix("http://127.0.0.1:8000")


def test_the_first_client_admin_sets_a_password_and_is_in() -> None:
    place, client = link("--name", "Ina Berg"), Client()
    assert client.get(place).status_code == 200
    client.post(place, {"password": PASSWORD, "again": PASSWORD})
    ina = Employee.objects.get()
    assert (ina.name, ina.role, ina.check_password(PASSWORD)) == ("Ina Berg", "client_admin", True)
    again = Client().post(place, {"password": PASSWORD, "again": PASSWORD})
    assert again.status_code == 404  # good once
    for answer in (again, Client().get(place)):
        assert "was used or has run out. Ask a Client Admin" in answer.content.decode()


def test_who_is_here_already_gets_a_new_link_and_no_other_role() -> None:
    link("--role", "agent")
    second = link("--role", "client_admin")
    assert Employee.objects.get().role == "agent"
    assert Client().get(second).status_code == 200

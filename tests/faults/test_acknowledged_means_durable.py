"""P1: what was answered is there, even when the server is killed the moment it has answered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest
from django.db import connection

from running.ports import any_free
from tests.faults.storms import Target
from tests.makers import give_token, make_actor, make_order
from tests.support.live import ROOT, address_of_the_test_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
READ_BACK = """
import sys, django
django.setup()
from orderkin.families.queries import order_page
page = order_page(sys.argv[1])
print(page.family.parent.number, [note.text for note in page.notes if not note.is_system])
"""


@contextmanager
def a_server(settings: str = "tests.settings") -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server of its own, in a process group that can be killed as one."""
    port = any_free()
    command = [sys.executable, "-m", "orderkin", "serve", "--port", str(port)]
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "ORDERKIN_TEST_DATABASE_URL": address_of_the_test_database(),
    }
    server = subprocess.Popen(
        command,
        env=env,
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield server, f"http://127.0.0.1:{port}"
    finally:
        kill(server)


def wait_for(url: str) -> None:
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        with suppress(httpx.HTTPError):
            httpx.get(f"{url}/api/v1/openapi.json", timeout=30)
            return
        time.sleep(0.05)
    pytest.fail("the web server did not start")


def kill(server: subprocess.Popen[bytes]) -> None:
    """As a power cut would: every process of the server at once."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(10)


def read_back(number: str) -> str:
    """The order as another process finds it."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "ORDERKIN_TEST_DATABASE_URL": address_of_the_test_database(),
    }
    command = [sys.executable, "-c", READ_BACK, number]
    return subprocess.run(
        command, env=env, cwd=ROOT, check=False, capture_output=True, text=True
    ).stdout


def check_survives(settings: str = "tests.settings") -> None:
    parent, token = make_order(), give_token(make_actor())
    with a_server(settings) as (server, url):
        answer = Target(url, token).post(
            f"/orders/{parent.number}/related-orders",
            {"customer_service_notes": "One bracket is missing."},
            Idempotency_Key="mine",
        )
        kill(server)
    assert answer.status_code == 201, answer.text
    found = read_back(answer.json()["number"])
    assert found == f"{parent.number} ['One bracket is missing.']\n", "answered, but lost"


def test_an_answered_order_survives_the_death_of_its_server() -> None:
    check_survives()


def test_the_check_sees_a_server_that_answers_before_it_commits() -> None:
    with pytest.raises(AssertionError, match="answered, but lost"):
        check_survives("tests.faults.hasty_settings")


def test_the_database_is_told_to_keep_what_it_acknowledges() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone() == (2,), "2 is FULL"
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)

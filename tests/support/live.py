"""A real web server on the test's database, for browsers and for many requests at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from django.db import connection

from running.ports import any_free
from tests.settings import DATA_OF_RUN

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def live_url(transactional_db: None, live_server_process: str) -> str:
    """The address of the running server; what the test writes is committed and seen by it."""
    return live_server_process


@pytest.fixture(scope="session")
def live_server_process(django_db_setup: None) -> Iterator[str]:
    """One server per run: granian with threads, as in the demo."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "ORDERKIN_TEST_LIVE": "1",
        "ORDERKIN_TEST_DATABASE_URL": address_of_the_test_database(),
    }
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0", "-i", "icons"]
    subprocess.run(collect, env=env, cwd=ROOT, check=True)
    port = any_free()
    serve = [sys.executable, "-m", "orderkin", "serve", "--port", str(port), "--stop-with-stdin"]
    log = DATA_OF_RUN / f"server-{port}.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            serve, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=out, stderr=out
        )
    try:
        _wait_until_it_answers(server, f"http://127.0.0.1:{port}", log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(15)
        server.kill()
        server.communicate()


def address_of_the_test_database() -> str:
    """The database pytest made, as another process would be told of it."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite://{quote(name)}"
    given = urlsplit(os.environ["ORDERKIN_TEST_DATABASE_URL"])
    return urlunsplit(given._replace(path=f"/{quote(name)}"))


def _wait_until_it_answers(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    patience = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < patience:
        with suppress(urllib.error.URLError, ConnectionError):
            try:
                urllib.request.urlopen(url, timeout=30).close()
            except urllib.error.HTTPError as answer:
                answer.close()
            return
        time.sleep(0.05)
    pytest.fail(f"The web server did not start:\n{log.read_text(errors='replace')[-3000:]}")

"""`run.py demo --json`: one line once the page answers, the desk behind it, nothing left after."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from running import frontend, packages
from running.ports import any_free

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", autouse=True)
def installed_by_run_py() -> None:
    if "ORDERKIN_TEST_DATABASE_URL" in os.environ:
        pytest.skip("only on SQLite: the demo never runs on anything else")
    if not (packages.installed("run") and frontend.installed()):
        pytest.skip("run.py has not installed here yet: python3 run.py test")


def start_demo(data: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "run.py", "demo", "--json", "--data", str(data), *more]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def told_by(program: subprocess.Popen[str]) -> Any:
    """What the one line says; without a line, the test shows why."""
    assert program.stdout is not None
    line = program.stdout.readline()
    if not line:
        pytest.fail(program.communicate(timeout=30)[1])
    return json.loads(line)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(data: Path) -> Iterator[dict[str, Any]]:
    program = start_demo(data, "--port", str(any_free()))
    yield told_by(program)
    program.terminate()
    rest, told = program.communicate(timeout=30)
    assert (rest, program.returncode) == ("", 0), told


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def test_the_line_names_the_address_the_people_and_the_process(demo: dict[str, Any]) -> None:
    people = {person["role"]: person for person in demo["people"]}
    assert set(people) == {"client_admin", "agent", "viewer"}
    assert all(person["email"] and person["password"] for person in demo["people"])
    assert len(people["agent"]["pin"]) == 6
    assert people["agent"]["token"]
    assert children_of(demo["pid"])


def test_the_page_answers_a_stranger_with_the_way_in(demo: dict[str, Any]) -> None:
    answer = httpx.get(demo["url"], follow_redirects=True)
    assert answer.status_code == 200
    assert "password" in answer.text


def test_the_agents_token_reads_orders_over_the_api(demo: dict[str, Any]) -> None:
    token = next(p["token"] for p in demo["people"] if p["role"] == "agent")
    bearer = {"Authorization": f"Bearer {token}"}
    answer = httpx.get(f"{demo['url']}api/v1/orders", headers=bearer)
    assert answer.status_code == 200


def test_a_second_demo_with_the_same_data_is_refused(demo: dict[str, Any], data: Path) -> None:
    program = start_demo(data)
    out, told = program.communicate(timeout=30)
    assert (out, program.returncode) == ("", 1)
    assert f"running already: port {httpx.URL(demo['url']).port}" in told


def test_secrets_and_rows_are_readable_by_their_owner_only(
    demo: dict[str, Any], data: Path
) -> None:
    private = ["orderkin.sqlite3", "secret_key", "pin_pepper", "demo.json"]
    assert {name: oct((data / name).stat().st_mode & 0o077) for name in private} == dict.fromkeys(
        private, "0o0"
    )


def test_a_second_start_prints_the_same_people_and_stopping_leaves_nothing(tmp_path: Path) -> None:
    first, second = (start_and_stop(tmp_path) for _ in range(2))
    assert first == second


def start_and_stop(data: Path) -> Any:
    program = start_demo(data, "--port", "0")
    told = told_by(program)
    family = [pid for child in children_of(told["pid"]) for pid in [child, *children_of(child)]]
    os.kill(told["pid"], signal.SIGTERM)
    program.communicate(timeout=30)
    assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []
    return told["people"]

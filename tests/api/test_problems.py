"""Every refusal is a problem body, and every code is explained in docs/api.md."""

from __future__ import annotations

import re
from pathlib import Path

import grimp
import pytest
from django.db import OperationalError
from django.test import Client

from orderkin.api import orders
from orderkin.api.codes import CODES
from tests.api.door import Program
from tests.makers import make_order

ROOT = Path(__file__).resolve().parents[2]
# What a request can reach: the door, and what reacts to what it does.
ENTRANCES = ("orderkin.api.door", "orderkin.config.reactions")


def codes_within_reach() -> set[str]:
    graph = grimp.build_graph("orderkin", cache_dir=None)
    modules = {m for entrance in ENTRANCES for m in graph.find_upstream_modules(entrance)}
    found: set[str] = set()
    for module in modules | set(ENTRANCES):
        file = ROOT / f"{module.replace('.', '/')}.py"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        found |= set(re.findall(r'code=\s*"([a-z_]+)"', text))
        found |= set(re.findall(r'^    code = "([a-z_]+)"', text, re.MULTILINE))
        found |= set(re.findall(r'problem\(\s*\d+, "([a-z_]+)"', text))
    return found - {"refused"}


def test_every_code_is_explained() -> None:
    assert sorted(codes_within_reach() - CODES.keys()) == []


def test_the_page_explains_exactly_the_codes_there_are() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_]+)` \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert rows == [(code, about.title, about.meaning) for code, about in CODES.items()]


def test_a_problem_has_the_members_of_rfc_9457(program: Program) -> None:
    answer = program.get("/orders/31337")
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (told["status"], told["title"]) == (404, "Not found")
    assert told["detail"] == "There is no order 31337."
    explained = Client().get(told["type"])
    assert (explained.status_code, explained.json()["code"]) == (200, told["code"])


@pytest.mark.django_db
def test_no_token_and_a_wrong_one_are_told_apart() -> None:
    nobody = Program()
    assert nobody.get("/orders").json()["code"] == "token_missing"
    nobody.headers = {"Authorization": "Basic eDp5"}
    assert nobody.get("/orders").json()["code"] == "token_missing"
    nobody.headers = {"Authorization": "Bearer \xff"}
    answer = nobody.get("/orders")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_unknown_addresses_and_methods_are_problems_too(program: Program) -> None:
    assert program.get("/nothing/here").json()["code"] == "no_such_address"
    answer = program.send("PUT", "/orders")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_a_session_cookie_opens_nothing(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/api/v1/orders", {}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_missing")


def test_a_token_needs_no_csrf_token(program: Program) -> None:
    program.client = Client(enforce_csrf_checks=True)
    answer = program.post(f"/orders/{make_order().number}/related-orders", {})
    assert answer.status_code == 201


def test_our_own_fault_is_told_without_its_trace(
    program: Program, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(number: str) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(orders, "order_page", broken)
    answer = program.get("/orders/1")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.content.decode()
    assert "ZeroDivisionError" in caplog.text


class _LockNotAvailable(Exception):
    sqlstate = "55P03"


@pytest.mark.parametrize("cause", [_LockNotAvailable("lock timeout"), None])
def test_a_lock_that_does_not_come_means_still_running(
    program: Program, monkeypatch: pytest.MonkeyPatch, cause: Exception | None
) -> None:
    def waits(number: str) -> None:
        raise OperationalError("database is locked" if cause is None else "lock") from cause

    monkeypatch.setattr(orders, "order_page", waits)
    answer = program.get("/orders/1")
    assert (answer.status_code, answer.json()["code"]) == (409, "still_running")
    assert answer.headers["Retry-After"] == "1"

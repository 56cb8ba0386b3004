"""P3: whatever statement fails, nothing is left, the key included; the retry then succeeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.db.models import Sum

from orderkin.families import writing
from orderkin.families.actions import create_related_order as action
from orderkin.products.models import Stock
from tests.api.door import Program
from tests.makers import make_actor, make_order

pytestmark = pytest.mark.django_db(transaction=True)
MORE_THAN_ENOUGH = 60


class FailAt:
    """Lets a request run and fails its statement number `at`."""

    def __init__(self, at: int) -> None:
        self.at, self.seen, self.failed = at, 0, ""

    def __call__(self, run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self.seen += 1
        if self.seen == self.at:
            self.failed = sql
            raise OperationalError("planted")
        return run(sql, *rest)


def everything() -> dict[str, object]:
    """How many rows each table has, and what stock is promised."""
    tables: dict[str, object] = {
        model._meta.db_table: model._default_manager.count() for model in apps.get_models()
    }
    return {**tables, "promised": Stock.objects.aggregate(units=Sum("committed"))["units"]}


def since(before: dict[str, object]) -> dict[str, object]:
    """What is there now and was not before."""
    return {name: count for name, count in everything().items() if count != before[name]}


def check_each_statement(send: Callable[[str], Any]) -> int:
    """Fail at statement 1, 2, 3 … until none is left to fail; returns how many there were.

    One that only reads the answer, after the commit, finds everything there, and the key answers.
    """
    tables_of_a_whole: set[str] = set()
    for at in range(1, MORE_THAN_ENOUGH):
        before, fail = everything(), FailAt(at)
        with connection.execute_wrapper(fail):
            answer = send(f"key {at}")
        if not fail.failed:
            assert answer.status_code == 201
            return at - 1
        assert answer.status_code == 500, fail.failed
        left = set(since(before))
        assert left in (set(), tables_of_a_whole), f"left behind after failing: {fail.failed}"
        assert not left or fail.failed.lstrip().startswith("SELECT"), f"left behind: {fail.failed}"
        again = send(f"key {at}")
        assert again.status_code == 201, f"no retry after failing: {fail.failed}"
        assert ("Idempotent-Replayed" in again.headers) == bool(left)
        tables_of_a_whole = set(since(before))
    raise AssertionError("the request never ends")


@pytest.fixture
def related() -> Callable[[str], Any]:
    """Creates a related order with a line, a kit, a note and a hold-free recipe."""
    parent, program = make_order(), Program(make_actor())
    lines = [{"parent_line": line.pk} for line in parent.lines.filter(kit_line=None)]
    body = {"lines": lines, "customer_service_notes": "Both were broken.", "reason": "damaged"}
    return lambda key: program.post(f"/orders/{parent.number}/related-orders", body, key=key)


def test_a_related_order_is_made_whole_or_not_at_all(related: Callable[[str], Any]) -> None:
    assert check_each_statement(related) >= 12


def test_an_order_is_made_whole_or_not_at_all() -> None:
    parent, program = make_order(), Program(make_actor())
    body = {"channel": parent.channel.name, "currency": "EUR", "lines": [{"sku": "SHELF"}]}
    assert check_each_statement(lambda key: program.post("/orders", body, key=key)) >= 8


def test_the_check_sees_an_action_without_its_transaction(
    monkeypatch: pytest.MonkeyPatch, related: Callable[[str], Any]
) -> None:
    monkeypatch.setattr(action, "_create", action._create.__wrapped__)  # type: ignore[attr-defined]
    with pytest.raises(AssertionError, match="left behind"):
        check_each_statement(related)


def test_the_check_sees_notes_in_a_second_transaction(
    monkeypatch: pytest.MonkeyPatch, related: Callable[[str], Any]
) -> None:
    write_notes, create = writing._write_notes, action._create
    late: list[Any] = []

    def afterwards(*args: Any) -> Any:
        late.clear()
        made = create(*args)
        with transaction.atomic():
            for waiting in late:
                write_notes(*waiting)
        return made

    monkeypatch.setattr(writing, "_write_notes", lambda *args: late.append(args))
    monkeypatch.setattr(action, "_create", afterwards)
    with pytest.raises(AssertionError, match="left behind"):
        check_each_statement(related)


def test_a_refusal_in_the_middle_leaves_nothing() -> None:
    parent, program = make_order(), Program(make_actor())
    before = everything()
    answer = program.post(
        f"/orders/{parent.number}/related-orders", {"lines": [{"sku": "NO-SUCH"}]}, key="mine"
    )
    assert answer.json()["code"] == "unknown_sku"
    assert everything() == before
    assert program.get("/idempotency/mine").json()["state"] == "not_done"

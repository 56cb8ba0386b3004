"""Where an agent holds a family of the slice, the import gives way and comes again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from orderkin.imports import run as running
from orderkin.imports.actions.import_slice import import_slice
from orderkin.imports.models import ImportRun
from orderkin.lib.errors import Conflict
from orderkin.orders.models import Order
from tests.imports.bringing_in import bring_in

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = "order number,date,sku,quantity,price,currency\n"
BUSY = Conflict("Somebody works on this family.", code="family_busy")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(HEADER + "A-1,2026-03-02,LAMP,1,5.00,EUR\nA-2,2026-03-02,LAMP,1,5.00,EUR\n")
    return path


def busy(monkeypatch: pytest.MonkeyPatch, times: int, wrong: Exception = BUSY) -> list[int]:
    """The first tries of each slice meet somebody; what comes back counts every try."""
    tries: list[int] = []

    def write(**told: Any) -> ImportRun:
        tries.append(told["position"])
        if len(tries) <= times:
            raise wrong
        return import_slice(**told)

    monkeypatch.setattr(running, "import_slice", write)
    monkeypatch.setattr(running, "WAIT", 0.0)
    return tries


def test_a_slice_that_meets_a_busy_family_is_tried_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = busy(monkeypatch, 3)
    run = bring_in(file)
    assert (run.state, run.made, Order.objects.count()) == ("done", 2, 2)
    assert tries == [0, 0, 0, 0]


def test_a_locked_database_is_waited_for_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = busy(monkeypatch, 2, OperationalError("database is locked"))
    assert (bring_in(file).made, len(tries)) == (2, 3)


def test_patience_ends_and_nothing_is_half_written(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = busy(monkeypatch, 99)
    with pytest.raises(Conflict) as wrong:
        bring_in(file)
    assert (wrong.value.code, len(tries), Order.objects.count()) == ("family_busy", 8, 0)
    assert ImportRun.objects.get().position == 0


def test_any_other_trouble_is_told_at_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = busy(monkeypatch, 1, OperationalError("disk I/O error"))
    with pytest.raises(OperationalError):
        bring_in(file)
    assert len(tries) == 1

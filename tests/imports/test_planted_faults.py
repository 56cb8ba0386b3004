"""The tests of P5 and P6 notice a wrong importer: each fault planted here makes them fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError

from orderkin.imports import run as running
from orderkin.imports import writing
from orderkin.imports.actions import import_slice as action
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.orders.models import Order
from tests.imports.bringing_in import bring_in, someone
from tests.imports.test_an_import_survives_anything import started

pytestmark = pytest.mark.django_db(transaction=True)

Shared = Callable[[str], Path]
REAL = "shopify_csv/devstore_inr_orders_export_scrubbed.csv"


class Dead(BaseException):
    """The process is gone."""


def interrupted(path: Path, monkeypatch: pytest.MonkeyPatch, *, forget: bool = False) -> ImportRun:
    """A run whose worker died after its second slice, carried on by the next one.

    `forget` plants the fault: the slices were committed, their place in the file was not.
    """
    monkeypatch.setattr(running, "SLICE_ORDERS", 10)
    run = started(path)
    reports: list[int] = []

    def die(done: int, total: int) -> None:
        reports.append(done)
        if len(reports) == 2:
            raise Dead

    with pytest.raises(Dead):
        running.carry_on(run, someone(), die)
    if forget:
        ImportRun.objects.filter(pk=run.pk).update(position=0)
    return running.carry_on(ImportRun.objects.get(pk=run.pk), someone(), lambda d, t: None)


def check_each_line_once(run: ImportRun) -> None:
    verdicts = ImportVerdict.objects.filter(run=run).exclude(outcome="warning")
    lines = [n for v in verdicts for n in range(v.line, v.last_line + 1)]
    assert len(lines) == len(set(lines))


def test_the_right_version_passes(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    check_each_line_once(interrupted(shared(REAL), monkeypatch))


def test_a_place_that_is_not_kept_with_its_slice_is_noticed(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = interrupted(shared(REAL), monkeypatch, forget=True)
    with pytest.raises(AssertionError):
        check_each_line_once(run)
    assert Order.objects.count() == 51


def test_without_its_look_and_its_intents_the_database_still_refuses_a_double(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(shared(REAL))
    take = writing._take_intents
    monkeypatch.setattr(action, "_already_here", lambda orders, channel: {})
    monkeypatch.setattr(
        writing, "_take_intents", lambda digests, channel, *rest: take(digests, -channel, *rest)
    )
    with pytest.raises(IntegrityError):
        bring_in(shared(REAL))
    assert Order.objects.count() == 51

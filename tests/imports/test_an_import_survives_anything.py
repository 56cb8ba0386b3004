"""P5 and P6: killed anywhere, started twice, repeated: no order twice, none lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Count, Sum

from orderkin.imports.actions.start_import import start_import
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.imports.run import carry_on
from orderkin.orders.models import Order
from orderkin.products.models import Product
from tests.imports.bringing_in import someone
from tests.imports.conftest import cents, plain_rows
from tests.makers import AT, make_shop
from tests.support.live import ROOT, address_of_the_test_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]

Shared = Callable[[str], Path]
REAL = "shopify_csv/devstore_inr_orders_export_scrubbed.csv"
SLICE = 10


def started(path: Path) -> ImportRun:
    make_shop()
    with path.open("rb") as content:
        return start_import(
            actor=someone(), file_name=path.name, content=content, at=AT, queue=False
        )


def other_process(run: ImportRun, fatal: int = 0) -> subprocess.Popen[bytes]:
    """Another process on the same database; it dies at statement `fatal`."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "ORDERKIN_TEST_DATABASE_URL": address_of_the_test_database(),
    }
    command = [sys.executable, "-m", "tests.imports.killing", str(run.pk), str(fatal), str(SLICE)]
    return subprocess.Popen(command, env=env, cwd=ROOT, stderr=subprocess.PIPE)


def killed(run: ImportRun, fatal: int) -> None:
    process = other_process(run, fatal)
    told = process.communicate(timeout=120)[1]
    assert process.returncode == 9, told.decode()[-2000:]


def assert_all_here_once(path: Path) -> None:
    rows = plain_rows(path)
    totals = {row["Name"]: cents(row["Total"]) for row in rows if row["Total"]}
    assert dict(Order.objects.values_list("channel_number", "total")) == totals
    assert Order.objects.aggregate(n=Count("lines"))["n"] == len(rows)
    paid = sum(cents(row["Total"]) for row in rows if row["Financial Status"] == "paid")
    assert Order.objects.aggregate(n=Sum("payments__amount"))["n"] == paid
    assert Product.objects.count() == len({row["Lineitem sku"] for row in rows})


@pytest.mark.parametrize("fatal", [2, 14, 26, 33, 75])
def test_killed_at_any_statement_it_goes_on_from_the_last_slice(shared: Shared, fatal: int) -> None:
    run = started(shared(REAL))
    killed(run, fatal)
    run.refresh_from_db()
    assert Order.objects.count() == run.made
    ended = carry_on(run, someone(), lambda done, total: None)
    assert (ended.state, ended.made, ended.already) == ("done", 51, 0)
    assert_all_here_once(shared(REAL))


def test_every_line_has_one_verdict_after_a_kill(shared: Shared) -> None:
    run = started(shared(REAL))
    killed(run, 60)
    carry_on(ImportRun.objects.get(pk=run.pk), someone(), lambda done, total: None)
    verdicts = ImportVerdict.objects.filter(run=run).exclude(outcome="warning")
    lines = [n for v in verdicts for n in range(v.line, v.last_line + 1)]
    assert sorted(lines) == list(range(1, len(plain_rows(shared(REAL))) + 2))


def test_the_same_file_twice_at_once_makes_each_order_once(shared: Shared) -> None:
    processes = [other_process(started(shared(REAL))) for _ in range(3)]
    answers = [process.communicate(timeout=120)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], answers
    assert_all_here_once(shared(REAL))
    runs = ImportRun.objects.order_by("id")
    assert sum(run.made for run in runs) == 51
    assert sum(run.already for run in runs) == 102


def test_two_workers_on_one_run_write_each_slice_once(shared: Shared) -> None:
    run = started(shared(REAL))
    processes = [other_process(run) for _ in range(2)]
    for process in processes:
        process.communicate(timeout=120)
    assert_all_here_once(shared(REAL))
    run.refresh_from_db()
    assert (run.made, run.already) == (51, 0)


def test_the_database_speaks_of_no_lock(shared: Shared) -> None:
    processes = [other_process(started(shared(REAL))) for _ in range(2)]
    told = b"".join(process.communicate(timeout=120)[1] for process in processes)
    assert b"locked" not in told
    assert connection.vendor in {"sqlite", "postgresql"}

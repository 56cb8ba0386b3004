"""Verdicts stand in the order of the file's lines, whatever their outcome."""

from __future__ import annotations

import pytest

from orderkin.imports.models import ImportVerdict
from orderkin.imports.queries import one_run, verdicts_of
from tests.imports.bringing_in import bring_in
from tests.imports.test_a_run_in_the_queue import Shared, Written

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = """order number,date,sku,quantity,price,currency
A-1,2026-03-02 10:00,LAMP,1,49.00,EUR
A-2,2026-03-05 10:00,LAMP,x,49.00,EUR
A-1,2026-03-02 10:00,SHADE,1.5,9.00,EUR
"""


def test_a_warning_of_the_whole_file_stands_at_its_line(written: Written) -> None:
    run = bring_in(written(TABLE))
    rows = verdicts_of(run.pk).rows
    lines = [row.line for row in rows]
    assert (lines, lines[0]) == (sorted(lines), 1)
    assert "zone_assumed" in {row.code for row in rows}


def test_warnings_are_counted_as_they_are_told(shared: Shared) -> None:
    run = bring_in(shared("tiktok/invai_tiktok-orders.csv"))
    told = ImportVerdict.objects.filter(run=run, outcome="warning")
    assert one_run(run.pk).warned == told.count() > 0
    lines = list(told.order_by("pk").values_list("line", flat=True))
    assert lines == sorted(lines)

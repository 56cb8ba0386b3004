"""Dates become UTC; day and month are asked for when a file leaves them open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.imports.dates import date_orders, read_date
from orderkin.imports.problems import CannotRead, Unreadable
from orderkin.imports.recognising import open_file
from orderkin.imports.rows import Choices, ImportedOrder

KNOWN = {
    "2025-12-06 10:37:33 -0500": "2025-12-06T15:37:33",
    "2026-09-22T15:04:11+00:00": "2026-09-22T15:04:11",
    "2018-04-03T23:05:12": "2018-04-03T23:05:12",
    "2019-05-07T15:42:57.058Z": "2019-05-07T15:42:57",
    "09/22/2026 10:15:30 AM": "2026-09-22T10:15:30",
    "09/22/2026 04:02:10 PM": "2026-09-22T16:02:10",
    "04-30-22": "2022-04-30T00:00:00",
    "26-May-26": "2026-05-26T00:00:00",
    "05-oct.-26": "2026-10-05T00:00:00",
    "3. März 2026": "2026-03-03T00:00:00",
    "1 août 2026": "2026-08-01T00:00:00",
    "12 de enero de 2026": "2026-01-12T00:00:00",
    "March 2, 2026": "2026-03-02T00:00:00",
    "20260302": "2026-03-02T00:00:00",
    "1996-07-04 00:00:00.000": "1996-07-04T00:00:00",
    "22.09.2026 17:00": "2026-09-22T17:00:00",
}


@pytest.mark.parametrize("text", KNOWN)
def test_a_known_spelling(text: str) -> None:
    assert read_date(text).replace(tzinfo=None).isoformat() == KNOWN[text]


@pytest.mark.parametrize(
    "text",
    ["not-a-date", "", "2026-13-01", "31/31/2026", "2026-02-30", "12:30", "1.5", "5-xyz-26"],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(Unreadable, match="not_a_date"):
        read_date(text)


def test_day_or_month_first_is_asked() -> None:
    with pytest.raises(Unreadable, match="date_ambiguous"):
        read_date("04/05/2026")
    assert read_date("04/05/2026", order="dmy").month == 5
    assert read_date("04/05/2026", order="mdy").month == 4
    assert read_date("05/05/2026").month == 5


def test_a_zone_is_applied_where_the_time_names_none() -> None:
    assert read_date("2026-07-01 12:00", zone="Europe/Berlin").hour == 10
    assert read_date("2026-07-01 12:00Z", zone="Europe/Berlin").hour == 12


def test_one_day_beyond_twelve_proves_the_column() -> None:
    assert date_orders(["04/05/2026", "13/05/2026"]) == (frozenset({"dmy"}), True)


FILE = "order number,date,sku,quantity,price,currency\n"


def test_an_ambiguous_file_is_refused_with_its_line_until_somebody_says(
    written: Callable[..., Path],
) -> None:
    path = written(f"{FILE}A-1,13/05/26,L,1,5,EUR\nA-2,04/05/26,L,1,5,EUR\n")
    months = [o.placed_at.month for o in open_file(path).read() if isinstance(o, ImportedOrder)]
    assert months == [5, 5]
    path = written(f"{FILE}A-1,05/05/26,L,1,5,EUR\nA-2,04/05/26,L,1,5,EUR\n")
    with pytest.raises(CannotRead) as wrong:
        open_file(path)
    problem = wrong.value.problem
    assert (problem.code, problem.line, problem.column) == ("date_order_ambiguous", 3, "date")
    assert open_file(path, Choices(date_order="mdy")).warnings


@given(st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)))  # noqa: DTZ001  # no zone yet
def test_a_written_time_reads_back(moment: datetime) -> None:
    text = moment.strftime("%Y-%m-%d %H:%M:%S")
    assert read_date(text).replace(tzinfo=None) == moment.replace(microsecond=0)


@given(st.text(max_size=25))
def test_any_text_is_read_or_refused_never_more(text: str) -> None:
    with suppress(Unreadable):
        assert read_date(text).utcoffset() is not None

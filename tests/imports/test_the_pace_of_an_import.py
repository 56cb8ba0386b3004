"""An import says how fast it goes and how long it has still to go."""

from __future__ import annotations

from datetime import timedelta

from orderkin.imports.pace import Pace, pace
from tests.makers import AT

LATER = AT + timedelta(seconds=10)


def test_the_time_left_follows_from_the_lines_of_the_last_seconds() -> None:
    told = pace(done=6_000, total=18_000, before=0, since=AT, at=LATER)
    assert told == Pace(per_second=600, seconds_left=20)


def test_a_run_that_was_paused_counts_only_what_it_did_since() -> None:
    told = pace(done=6_000, total=7_000, before=5_000, since=AT, at=LATER)
    assert told == Pace(per_second=100, seconds_left=10)


def test_nothing_is_said_before_the_first_slice() -> None:
    assert pace(done=0, total=9, before=0, since=AT, at=LATER) is None
    assert pace(done=5, total=9, before=0, since=None, at=LATER) is None
    assert pace(done=5, total=9, before=0, since=AT, at=AT) is None


def test_without_a_known_end_only_the_speed_is_told() -> None:
    told = pace(done=600, total=0, before=0, since=AT, at=LATER)
    assert told == Pace(per_second=60, seconds_left=None)

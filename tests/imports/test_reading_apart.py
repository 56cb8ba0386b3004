"""A large file is read by a process of its own; what comes of it is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from orderkin.imports import slicing
from orderkin.imports.problems import CannotRead
from orderkin.imports.rows import Choices
from orderkin.imports.slicing import Beginning, Question, ReaderLost, Slice, pieces

Shared = Callable[[str], Path]
REAL = "shopify_csv/devstore_inr_orders_export_scrubbed.csv"


@pytest.fixture(autouse=True)
def always_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slicing, "WORTH_A_PROCESS", 0)


def question(path: Path, start: int = 0) -> Question:
    return Question(path, Choices(), (), start, most_orders=10, most_lines=1_000)


def test_another_process_reads_what_this_one_would(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = list(pieces(question(shared(REAL))))
    monkeypatch.setattr(slicing, "WORTH_A_PROCESS", 10**9)
    assert apart == list(pieces(question(shared(REAL))))
    assert isinstance(apart[0], Beginning)
    assert len(apart) > 3


def test_reading_goes_on_in_the_middle(shared: Shared) -> None:
    whole = [one for one in pieces(question(shared(REAL))) if isinstance(one, Slice)]
    rest = [one for one in pieces(question(shared(REAL), 20)) if isinstance(one, Slice)]
    assert rest == whole[2:]


def test_a_refusal_comes_across(written: Callable[..., Path]) -> None:
    path = written("number,date,sku,quantity,price\nA-1,2026-03-02,L,1,5\n")
    with pytest.raises(CannotRead) as refused:
        list(pieces(question(path)))
    assert refused.value.problem.code == "currency_missing"


def test_a_reader_that_dies_is_not_taken_for_the_end(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")
    with pytest.raises((ReaderLost, BrokenPipeError)):
        list(pieces(question(shared(REAL))))


def test_whoever_stops_listening_ends_the_reader(shared: Shared) -> None:
    reading = pieces(question(shared(REAL)))
    assert isinstance(next(reading), Beginning)
    reading.close()
    assert list(reading) == []

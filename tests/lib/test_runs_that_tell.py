"""Of a long text an index is asked for the few runs of characters that tell it from others."""

from __future__ import annotations

import time

import pytest

from orderkin.lib import runs
from orderkin.lib.runs import Counted, telling

EMAILS = ["ase@mail.example", "jo@mail.example", "maria@mail.example"]


def test_runs_are_letters_and_digits_once_each_in_order() -> None:
    assert runs.runs("ab-cdef 12cdef") == ["cde", "def", "12c", "2cd"]
    assert runs.runs("ab") == []


def test_what_every_text_holds_tells_nothing() -> None:
    asked = telling("lindqvist@mail.example", Counted(lambda: EMAILS))
    assert len(asked) == runs.RAREST
    assert set(asked) <= set(runs.runs("lindqvist"))


def test_a_short_text_is_asked_for_whole() -> None:
    assert telling("mail.exa", Counted(lambda: EMAILS)) == []


def test_texts_are_read_again_after_an_hour_and_sooner_when_there_were_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts: list[str] = []
    now = 1e9
    monkeypatch.setattr(time, "monotonic", lambda: now)
    counted = Counted(lambda: texts)
    assert counted() == {}
    texts += EMAILS
    assert (counted(), counted.texts) == ({}, 0)
    now += runs.AGAIN_AFTER / 60
    assert (counted()["mai"], counted.texts) == (3, 3)
    texts.clear()
    now += runs.AGAIN_AFTER / 60
    assert counted()["mai"] == 3
    now += runs.AGAIN_AFTER
    assert counted() == {}


def test_one_run_alone_may_be_missing_by_chance_and_few_texts_say_nothing() -> None:
    many = Counted(lambda: EMAILS * 40)
    assert (many.seldom("amaria"), many.seldom("zzmaria")) == (False, True)
    assert not Counted(lambda: EMAILS).seldom("xqzvxqzv")
    assert (many.most("maria"), many.most("xqzv"), many.most("--")) == (40, 0, 120)

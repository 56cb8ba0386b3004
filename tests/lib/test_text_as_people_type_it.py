"""Text is made safe to store and easy to compare without losing anybody's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean, digits, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Åse  LINDQVIST", "ase lindqvist"),
        ("Straße", "strasse"),
        ("ﬁne\tprint ", "fine print"),
        ("Ｆｕｌｌ", "full"),
        ("Δοκιμή", "δοκιμη"),
    ],
)
def test_accents_case_and_spaces_do_not_matter(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_is_folding_once(typed: str) -> None:
    assert fold(fold(typed)) == fold(typed)


def test_a_phone_number_is_its_digits_in_any_script() -> None:
    assert digits("+46 (0)480-555 01") == "46048055501"
    assert digits("٠١٢") == "012"


def test_newlines_are_one_kind_and_ends_are_trimmed() -> None:
    assert clean("  one\r\ntwo\rthree\n ", field="note", limit=50) == "one\ntwo\nthree"


def test_names_in_any_direction_stay_as_they_are() -> None:
    for name in ("\u202bנעה\u202c", "e\u0301", "👩‍🔧"):
        assert clean(name, field="name", limit=50) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [("a\x00b", "nul_character"), ("\ud800", "not_unicode"), ("abcd", "too_long")],
)
def test_what_no_database_can_hold_is_refused_by_field(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean(typed, field="note", limit=3)
    assert (refused.value.code, refused.value.field) == (code, "note")

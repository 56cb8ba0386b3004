"""Case, accents, blanks and scripts do not stand between a typed word and the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.search.words import needles, phone, spell, squash, typed_phone


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Åse LINDQVIST", "ase lind"),
        ("Straße 5", "STRASSE"),
        ("Παπαδόπουλος", "παπαδο"),
        ("Щербаков", "щерб"),
        ("田中", "中"),
        ("ﾀﾅｶ", "タナ"),
        ("김민준", "김"),
        ("na\u00efve", "naive"),
        ("AB\u200e-100", "ab-1"),
        ("LAMP-2", "lamp‐2"),
        ("O’Hara", "o'hara"),
    ],
)
def test_a_part_of_a_name_is_found_however_it_is_written(stored: str, typed: str) -> None:
    assert spell(typed) in spell(stored)
    assert len(spell(typed)) >= 2


def test_one_ideograph_is_long_enough_for_the_index_and_is_no_other() -> None:
    assert len(spell("田")) == 5
    assert spell("田") not in spell("由甲申")


def test_a_tracking_number_is_compared_without_blanks_and_dashes() -> None:
    assert squash(" 1Z 999-AA1 ") == "1z999aa1"


def test_phones_are_digits_without_the_trunk_zero() -> None:
    assert phone("+49 (0)30 123-456") == "4930123456"
    assert phone("030 / 123456") == "30123456"


def test_a_typed_phone_is_found_with_and_without_its_country() -> None:
    for stored in ("+49 30 1234567", "030 1234567", "0049 (0)30 123 45 67"):
        for typed in ("030 1234567", "+49 30 1234567", "0049301234567", "234567"):
            assert (typed_phone(typed) or "-") in phone(stored)


def test_words_that_look_like_one_phone_number_are_one_needle() -> None:
    assert needles(["030", "123", "456"]) == (("30123456", "030 123 456"),)
    assert needles(["1001-1"]) == (("1001-1", "10011"),)
    assert needles(["1001"]) == (("1001",),)
    assert needles(["0142"]) == (("0142",),)
    assert needles(["0301234567"]) == (("301234567",),)


def test_words_too_short_for_the_index_are_read_as_a_phrase() -> None:
    assert needles(["Jo", "Li"]) == (("jo li",),)
    assert needles(["anna", "l"]) == (("anna",), ("l",))


@given(st.text(max_size=60))
def test_spelling_twice_changes_nothing_and_leaves_no_control_characters(text: str) -> None:
    once = spell(text)
    assert spell(once) == once
    assert not any(character < " " for character in once)

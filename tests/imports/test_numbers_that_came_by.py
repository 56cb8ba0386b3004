"""Scattered orders are found in files of any size, in memory that stays the same."""

from __future__ import annotations

from orderkin.imports.seen import Seen

NUMBERS = 200_000


def test_a_number_is_known_the_second_time() -> None:
    seen = Seen()
    assert not seen.again("1001")
    assert not seen.again("1002")
    assert seen.again("1001")


def test_no_number_is_ever_forgotten() -> None:
    seen = Seen()
    for number in range(NUMBERS):
        seen.again(f"#{number}")
    assert all(seen.again(f"#{number}") for number in range(NUMBERS))


def test_hardly_a_new_number_is_taken_for_known() -> None:
    seen = Seen()
    assert sum(seen.again(f"#{number}") for number in range(NUMBERS)) == 0

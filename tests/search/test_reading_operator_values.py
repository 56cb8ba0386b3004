"""Dates, amounts and yes or no, as people type them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.search.values import Amounts, Days, read_amounts, read_days, read_flag

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-2", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02-14", date(2026, 2, 14), date(2026, 2, 14)),
        ("2026-01..2026-03", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-01..", date(2026, 1, 1), None),
        ("..2026-01", None, date(2026, 1, 31)),
        ("..", None, None),
        ("2026-03..2026-01", date(2026, 1, 1), date(2026, 3, 31)),
        (">2026-01", date(2026, 2, 1), None),
        (">=2026-01", date(2026, 1, 1), None),
        ("<2026-01", None, date(2025, 12, 31)),
        ("<=2026-01", None, date(2026, 1, 31)),
        (">", None, None),
        ("today", TODAY, TODAY),
        ("yesterday", date(2026, 3, 14), date(2026, 3, 14)),
        ("7d", date(2026, 3, 9), TODAY),
        ("1d", TODAY, TODAY),
    ],
)
def test_days_are_whole_and_include_both_ends(
    typed: str, first: date | None, last: date | None
) -> None:
    assert read_days(typed, TODAY) == Days(first, last)


@pytest.mark.parametrize(
    "typed", ["20", "banana", "2026-13", "2026-02-30", "0000", "0001", "9999-12-31..", "1..banana"]
)
def test_what_is_no_day_is_told_apart(typed: str) -> None:
    assert read_days(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "amounts"),
    [
        ("100", Amounts(Decimal(100), Decimal(100))),
        ("99,90", Amounts(Decimal("99.90"), Decimal("99.90"))),
        ("=99.9", Amounts(Decimal("99.9"), Decimal("99.9"))),
        (">1,000", Amounts(low=Decimal(1000), low_counts=False)),
        (">=1.000,50", Amounts(low=Decimal("1000.50"))),
        ("<50", Amounts(high=Decimal(50), high_counts=False)),
        ("<=50eur", Amounts(high=Decimal(50), currency="EUR")),
        ("SEK100..200", Amounts(Decimal(100), Decimal(200), currency="SEK")),
        ("100..", Amounts(Decimal(100))),
        ("200..100", Amounts(Decimal(100), Decimal(200))),
        ("jpy", Amounts(currency="JPY")),
        (">", Amounts()),
    ],
)
def test_amounts_are_read_with_either_decimal_sign(typed: str, amounts: Amounts) -> None:
    assert read_amounts(typed) == amounts


@pytest.mark.parametrize("typed", ["banana", "1..x", "-5", "1.2.3", "1e5", "nan", "9" * 40])
def test_what_is_no_amount_is_told_apart(typed: str) -> None:
    assert read_amounts(typed) in (None, Amounts(currency="NAN"))


def test_yes_and_no_are_understood_half_typed() -> None:
    assert [read_flag(typed) for typed in ("y", "YES", "tr", "1")] == [True] * 4
    assert [read_flag(typed) for typed in ("n", "No", "false", "0")] == [False] * 4
    assert [read_flag(typed) for typed in ("", "maybe")] == [None, None]


@given(st.text(max_size=40))
def test_no_value_ever_raises(typed: str) -> None:
    assert isinstance(read_days(typed, TODAY), Days | None)
    assert isinstance(read_amounts(typed), Amounts | None)
    assert read_flag(typed) in (True, False, None)

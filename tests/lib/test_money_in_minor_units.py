"""Money is integer minor units; shares add up, rates round half up, floats never appear."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.lib.money import (
    exponent,
    included_share,
    is_currency,
    share,
    show,
    split,
    to_major,
    to_minor,
)

AMOUNT = st.integers(-(10**15), 10**15)
RATE = st.integers(0, 10_000)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=20)


@given(AMOUNT, WEIGHTS)
def test_shares_add_up_to_the_minor_unit(amount: int, weights: list[int]) -> None:
    assert sum(split(amount, weights)) == amount


@given(st.integers(0, 10**15), WEIGHTS)
def test_no_share_is_a_whole_unit_away_from_fair(amount: int, weights: list[int]) -> None:
    scale = sum(weights)
    for part, weight in zip(split(amount, weights), weights, strict=True):
        fair = amount * weight if scale else amount
        assert abs(part * (scale or len(weights)) - fair) < (scale or len(weights))


@given(st.integers(0, 10**12), WEIGHTS)
def test_a_refund_is_shared_like_the_payment(amount: int, weights: list[int]) -> None:
    assert split(-amount, weights) == [-part for part in split(amount, weights)]


def test_largest_remainders_get_what_is_left_earlier_shares_first() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [1, 2, 4]) == [1, 3, 6]
    assert split(5, [0, 0]) == [3, 2]
    assert split(7, []) == []


@given(AMOUNT, RATE)
def test_a_rate_is_rounded_half_away_from_zero(amount: int, rate: int) -> None:
    exact = Decimal(amount) * rate / 10_000
    assert abs(Decimal(share(amount, rate)) - exact) <= Decimal("0.5")
    assert share(-amount, rate) == -share(amount, rate)


@given(st.integers(0, 10**12), RATE)
def test_tax_within_a_gross_price_is_the_tax_on_its_net(gross: int, rate: int) -> None:
    tax = included_share(gross, rate)
    assert abs(share(gross - tax, rate) - tax) <= 1


def test_rates_by_example() -> None:
    assert share(4900, 2500) == 1225
    assert share(1, 5000) == 1
    assert included_share(119, 1900) == 19


@pytest.mark.parametrize(
    ("minor", "currency", "major"),
    [(390, "EUR", "3.90"), (390, "JPY", "390"), (1234, "KWD", "1.234"), (-5, "USD", "-0.05")],
)
def test_each_currency_has_its_own_decimals(minor: int, currency: str, major: str) -> None:
    assert to_major(minor, currency) == Decimal(major)
    assert to_minor(Decimal(major), currency) == minor


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_amounts_come_back_as_they_were(minor: int, currency: str) -> None:
    assert to_minor(to_major(minor, currency), currency) == minor


def test_half_a_minor_unit_goes_up() -> None:
    assert to_minor(Decimal("3.905"), "EUR") == 391


def test_amounts_are_shown_as_the_reader_expects_them() -> None:
    assert show(390, "EUR", "en_US") == "€3.90"
    assert show(390, "EUR", "de_DE") == "3,90\u00a0€"
    assert show(390, "JPY", "en_US") == "¥390"


def test_a_currency_is_one_that_exists() -> None:
    assert is_currency("SEK")
    assert not is_currency("ABC")
    assert exponent("KWD") == 3

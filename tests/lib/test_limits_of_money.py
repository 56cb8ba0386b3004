"""A limit holds in each currency by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.lib.limits import (
    LARGEST,
    Passed,
    is_limit,
    limit_from,
    limit_shown,
    limit_typed,
    passed,
)

LIMIT = {"JPY": 15_000, "EUR": 10_000}


@pytest.mark.parametrize(
    ("currency", "given", "limit"), [("EUR", 10_001, 10_000), ("JPY", 15_001, 15_000)]
)
def test_an_amount_above_that_of_its_currency_passes_it(
    currency: str, given: int, limit: int
) -> None:
    assert passed(LIMIT, currency, given) == Passed(currency, given, limit)
    assert passed(LIMIT, currency, limit) is None


def test_a_currency_without_an_amount_lets_nothing_through() -> None:
    assert passed(LIMIT, "USD", 1) == Passed("USD", 1, None)
    assert passed(LIMIT, "USD", 0) is None
    assert passed({}, "EUR", 1) == Passed("EUR", 1, None)


@given(st.dictionaries(st.sampled_from(["EUR", "JPY", "KWD", "USD"]), st.integers(0, LARGEST)))
def test_whatever_is_given_only_its_own_currency_decides(limit: dict[str, int]) -> None:
    others = {code: amount for code, amount in limit.items() if code != "EUR"}
    for value in (0, 1, limit.get("EUR", 0), limit.get("EUR", 0) + 1):
        alone = {"EUR": limit["EUR"]} if "EUR" in limit else {}
        assert passed({**others, **alone}, "EUR", value) == passed(alone, "EUR", value)


@pytest.mark.parametrize(
    "value", [5, "9", None, {"EURO": 1}, {"EUR": -1}, {"EUR": True}, {"EUR": 1.5}, {1: 1}]
)
def test_anything_else_is_no_limit(value: object) -> None:
    assert not is_limit(value)


def test_it_is_typed_with_the_decimals_of_each_currency_and_shown_as_money() -> None:
    assert limit_typed({**LIMIT, "KWD": 1500}) == "100.00 EUR, 15000 JPY, 1.500 KWD"
    assert limit_shown(LIMIT) == "€100.00, ¥15,000"


@pytest.mark.parametrize(("stored", "limit"), [(0, {}), (500, {"EUR": 500}), (LIMIT, LIMIT)])
def test_one_number_of_an_early_export_is_euros_and_looser_for_nobody(
    stored: object, limit: dict[str, int]
) -> None:
    assert limit_from(stored) == limit

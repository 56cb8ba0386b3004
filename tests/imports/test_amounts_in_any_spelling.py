"""Amounts are read exactly, in any spelling, and never guessed."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.imports.amounts import marks_of, read_amount, read_quantity, to_exact_minor
from orderkin.imports.problems import Unreadable

KNOWN = {
    "12.50": ("12.50", ""),
    "AU $3,000.00": ("3000.00", "AUD"),
    "1 234,50 €": ("1234.50", "EUR"),
    "1\u202f234,50\u00a0€": ("1234.50", "EUR"),
    "$22.99": ("22.99", ""),
    "US $5.00": ("5.00", "USD"),
    "1.234.567,89": ("1234567.89", ""),
    "1,234,567": ("1234567", ""),
    "1,00,000.00": ("100000.00", ""),
    "1'234.50 CHF": ("1234.50", "CHF"),
    "(12.00)": ("-12.00", ""),
    "-5": ("-5", ""),
    "5-": ("-5", ""),
    "\u22125,00": ("-5.00", ""),
    "R$ 10,00": ("10.00", "BRL"),
    "£0.07": ("0.07", "GBP"),
    "EUR 7": ("7", "EUR"),
    "0.001": ("0.001", ""),
    ".5": ("0.5", ""),
    "zł 3,20": ("3.20", "PLN"),
}


@pytest.mark.parametrize("text", KNOWN)
def test_a_known_spelling(text: str) -> None:
    value, currency = KNOWN[text]
    amount = read_amount(text)
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "NaN",
        "Infinity",
        "1e5",
        "1.2.3",
        "--5",
        "(5",
        "12,3,4",
        "5 apples",
        "1/2",
        "=1+1",
        "",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(Unreadable, match="not_an_amount"):
        read_amount(text)


@pytest.mark.parametrize("text", ["1,234", "1.234", "12.345 €"])
def test_thousands_or_decimals_is_asked_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable, match="number_ambiguous"):
        read_amount(text)


def test_a_settled_mark_answers_it() -> None:
    assert read_amount("1,234", ".").value == 1234
    assert read_amount("1,234", ",").value == Decimal("1.234")


def test_other_cells_of_the_file_prove_the_mark() -> None:
    assert marks_of(["1,234", "5,50"]) == {","}
    assert marks_of(["1,234", "1,234,567"]) == {"."}
    assert marks_of(["1,234", "12"]) == set()


def test_an_absurd_amount_is_refused() -> None:
    with pytest.raises(Unreadable, match="amount_too_large"):
        read_amount("9" * 20)


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_minor_units_survive_being_written_and_read(minor: int, currency: str) -> None:
    decimals = {"EUR": 2, "JPY": 0, "KWD": 3}[currency]
    text = f"{Decimal(minor).scaleb(-decimals):f}"
    assert to_exact_minor(read_amount(text, ".").value, currency) == minor


@given(st.integers(0, 10**9))
def test_every_grouping_of_an_amount_reads_the_same(minor: int) -> None:
    plain = f"{minor // 100:,}.{minor % 100:02}"
    turned = plain.translate(str.maketrans(",.", ".,"))
    spaced = plain.replace(",", "\u00a0").replace(".", ",")
    values = {read_amount(text).value for text in (plain, turned, spaced)}
    assert values == {Decimal(minor).scaleb(-2)}


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_never_more(text: str) -> None:
    with suppress(Unreadable):
        assert read_amount(text).value.is_finite()


@pytest.mark.parametrize(("text", "count"), [("3", 3), ("-12", -12), ("1.5", Decimal("1.5"))])
def test_a_quantity(text: str, count: Decimal) -> None:
    assert read_quantity(text) == count


@pytest.mark.parametrize("text", ["abc", "", "3 pcs", "NaN", "$3"])
def test_no_quantity(text: str) -> None:
    with pytest.raises(Unreadable, match="not_a_quantity"):
        read_quantity(text)

"""Prices of the demo shop in five currencies, and tax: whole minor units, half up."""

from typing import Final

CURRENCIES: Final = ("EUR", "USD", "GBP", "SEK", "JPY")

# Minor units of the currency for a hundred euro cents, then the coarseness of a shelf price
# below and above the price from which people no longer count small change.
_RATES: Final[dict[str, tuple[int, int, int, int]]] = {
    "EUR": (100, 1, 1, 0),
    "USD": (112, 10, 100, 2_000),
    "GBP": (86, 10, 100, 2_000),
    "SEK": (1_140, 100, 1_000, 20_000),
    "JPY": (165, 10, 100, 3_000),
}
_DELIVERY: Final = {"EUR": 490, "USD": 690, "GBP": 450, "SEK": 4_900, "JPY": 800}
_BULKY_DELIVERY: Final = {"EUR": 2_900, "USD": 3_900, "GBP": 2_500, "SEK": 29_900, "JPY": 4_800}


def half_up(numerator: int, denominator: int) -> int:
    """Divide whole numbers that are not negative, rounding half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def price_in(currency: str, euro_cents: int) -> int:
    """The shelf price in this currency, in its minor units, before tax."""
    rate, small_step, large_step, limit = _RATES[currency]
    exact = half_up(euro_cents * rate, 100)
    step = small_step if exact < limit else large_step
    return max(step, half_up(exact, step) * step)


def delivery_in(currency: str, grams: int) -> int:
    """What delivery costs the customer, by weight, before tax."""
    return (_BULKY_DELIVERY if grams > 12_000 else _DELIVERY)[currency]

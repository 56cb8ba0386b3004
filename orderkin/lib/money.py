"""Money is integer minor units plus an ISO 4217 currency; nothing here ever sees a float."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from moneyed import CURRENCIES, Money, get_currency
from moneyed.l10n import format_money

# Rates are basis points: 19 % is 1900. Four digits carry every VAT and sales tax rate in use.
BASIS = 10_000


def is_currency(code: str) -> bool:
    """Whether `code` is an ISO currency that has minor units to count in."""
    return code in CURRENCIES


@cache
def exponent(currency: str) -> int:
    """How many decimals the currency is written with: EUR 2, JPY 0, KWD 3."""
    return len(str(get_currency(currency).sub_unit)) - 1


def to_major(minor: int, currency: str) -> Decimal:
    """Minor units as a decimal amount: 390 EUR is 3.90."""
    return Decimal(minor).scaleb(-exponent(currency))


def to_minor(major: Decimal, currency: str) -> int:
    """A decimal amount as minor units, half up: 3.905 EUR is 391."""
    scaled = major.scaleb(exponent(currency))
    return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def show(minor: int, currency: str, locale: str = "en_US") -> str:
    """The amount as a reader of `locale` expects it: €3.90, 3,90 €, ¥390."""
    return str(format_money(Money(to_major(minor, currency), currency), locale=locale))


def share(amount: int, rate: int) -> int:
    """`rate` basis points of `amount`, half away from zero, in minor units."""
    product = amount * rate
    half = BASIS // 2
    return (product + half) // BASIS if product >= 0 else -((-product + half) // BASIS)


def included_share(gross: int, rate: int) -> int:
    """The tax contained in a gross amount: 119 at 1900 holds 19."""
    product, divisor = gross * rate, BASIS + rate
    if product >= 0:
        return (2 * product + divisor) // (2 * divisor)
    return -((-2 * product + divisor) // (2 * divisor))


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` shared out by weight so that the shares add up to it (largest remainder).

    Equal remainders go to the earlier share; all-zero weights share evenly. Negative amounts
    (refunds) mirror positive ones.
    """
    if not weights:
        return []
    if amount < 0:
        return [-part for part in split(-amount, weights)]
    scale = sum(weights)
    fair = list(weights) if scale else [1] * len(weights)
    scale = scale or len(weights)
    parts = [amount * weight // scale for weight in fair]
    remainders = [amount * weight % scale for weight in fair]
    missing = amount - sum(parts)
    for index in sorted(range(len(fair)), key=lambda i: (-remainders[i], i))[:missing]:
        parts[index] += 1
    return parts

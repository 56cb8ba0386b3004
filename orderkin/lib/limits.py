"""A limit of money says an amount for each currency; amounts of two are never compared (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orderkin.lib.money import is_currency, show, to_major

# ISO currency to minor units. Empty: no limit was set.
Limit = Mapping[str, int]

# As much as a line of an order can come to.
LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Passed:
    """A limit that was passed: `given` and `limit` in minor units of `currency`.

    `limit` is None for a currency that has no amount of its own: nothing is let through in it.
    """

    currency: str
    given: int
    limit: int | None


def passed(limit: Limit, currency: str, given: int) -> Passed | None:
    """Whether `given` (minor units) is above the limit, and above what.

    A currency without an amount lets nothing through: whoever sells in a new currency is asked
    too often rather than not at all.
    """
    return Passed(currency, given, limit.get(currency)) if given > limit.get(currency, 0) else None


def is_limit(value: object) -> bool:
    """Whether this is ISO currencies with amounts of zero or more that an order could come to."""
    return isinstance(value, dict) and all(
        isinstance(code, str)
        and is_currency(code)
        and isinstance(amount, int)
        and not isinstance(amount, bool)
        and 0 <= amount <= LARGEST
        for code, amount in value.items()
    )


def limit_from(stored: object) -> Limit:
    """A limit as it was stored; exports of the first desks hold one number for all currencies.

    That number holds for EUR, and the other currencies let nothing through: a limit that comes
    back is not looser than it was.
    """
    if isinstance(stored, int):
        return {"EUR": stored} if stored else {}
    return stored if isinstance(stored, dict) else {}


def limit_typed(limit: Limit) -> str:
    """The limit as a person types it: 100.00 EUR, 15000 JPY."""
    return ", ".join(f"{to_major(limit[code], code)} {code}" for code in sorted(limit))


def limit_shown(limit: Limit) -> str:
    """The limit as people read it: €100.00, ¥15,000."""
    return ", ".join(show(limit[code], code) for code in sorted(limit))

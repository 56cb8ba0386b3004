"""What `total:` means: an amount as people write it, in each order's own currency."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from moneyed import CURRENCIES

from orderkin.lib.money import exponent
from orderkin.search.sql import Sql, all_of
from orderkin.search.values import Amounts, read_amounts
from orderkin.search.weighing import MIDDLING
from orderkin.sql import on_postgresql


def of_total(value: str) -> Sql | None:
    """Orders of a total such as `>100` or `20..50 EUR`; None for what cannot be read."""
    amounts = read_amounts(value)
    if amounts is None or (amounts.currency and amounts.currency not in CURRENCIES):
        return None
    asked = _within(amounts, "o.currency")
    # The index is led by the currency: each one that there is has its own range of amounts.
    each = _within(amounts, "c.currency")
    inner = f"orders_order o WHERE o.currency = c.currency AND {each.text}"
    if on_postgresql():
        # LATERAL with a LIMIT, or the planner reads the index from end to end. More never lead.
        inner = f"LATERAL (SELECT o.id FROM {inner} ORDER BY o.total LIMIT {MIDDLING + 1}) o"
    ids = f"SELECT o.id FROM ({_USED}) c CROSS JOIN {inner}"
    return replace(asked, ids=(ids, each.params)) if asked.params else asked


_USED = (
    "WITH RECURSIVE used(currency) AS (SELECT MIN(currency) FROM orders_order UNION ALL"
    " SELECT (SELECT MIN(n.currency) FROM orders_order n WHERE n.currency > used.currency)"
    " FROM used WHERE used.currency IS NOT NULL) SELECT currency FROM used"
)


def _within(amounts: Amounts, currency: str) -> Sql:
    """The bounds in the minor units of whichever currency that column holds."""
    bounds = [
        _bound(amounts.low, ">=" if amounts.low_counts else ">", currency),
        _bound(amounts.high, "<=" if amounts.high_counts else "<", currency),
        Sql(f"{currency} = %s", (amounts.currency,)) if amounts.currency else None,
    ]
    return all_of(bound for bound in bounds if bound is not None)


def _bound(limit: Decimal | None, sign: str, currency: str) -> Sql | None:
    if limit is None:
        return None
    cases, params = "", []
    for decimals, codes in _odd_currencies():
        cases += f" WHEN {currency} IN ({', '.join(['%s'] * len(codes))}) THEN %s"
        params += [*codes, _minor(limit, decimals)]
    return Sql(f"o.total {sign} CASE{cases} ELSE %s END", (*params, _minor(limit, 2)))


def _minor(major: Decimal, decimals: int) -> int:
    """Minor units, as far as a column of the database can count."""
    return min(int(major.scaleb(decimals)), 2**63 - 1)


@cache
def _odd_currencies() -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Currencies that are not written with two decimals, by their decimals."""
    groups: dict[int, list[str]] = {}
    for code in sorted(CURRENCIES):
        if (decimals := exponent(code)) != 2:
            groups.setdefault(decimals, []).append(code)
    return tuple((decimals, tuple(codes)) for decimals, codes in groups.items())

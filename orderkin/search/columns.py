"""The columns a list of orders can have (pure)."""

from __future__ import annotations

from collections.abc import Iterable

# The order's own number always comes first; these can be chosen and put in order.
COLUMNS = (
    "customer",
    "company",
    "placed",
    "status",
    "payment",
    "shipping",
    "total",
    "channel_number",
    "email",
    "channel",
    "kind",
    "root",
    "free",
)
USUAL = ("customer", "company", "placed", "status", "payment", "shipping", "total")


def known_columns(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are columns, each once, in the order given."""
    return tuple(name for name in dict.fromkeys(names) if name in COLUMNS)


def moved(names: Iterable[str], name: str, by: int) -> tuple[str, ...]:
    """The columns with one of them moved left (-1) or right (1)."""
    row = list(known_columns(names))
    if name not in row:
        return tuple(row)
    at = row.index(name)
    to = min(max(at + by, 0), len(row) - 1)
    row.insert(to, row.pop(at))
    return tuple(row)

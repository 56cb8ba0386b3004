"""Order numbers: plain and growing; they never encode lineage (pure)."""

from __future__ import annotations

FIRST = 100_000


def number_for(intent_id: int) -> str:
    """The number of the order that an intent makes; gaps are normal, doubles impossible."""
    return str(FIRST + intent_id)


def intent_behind(number: str) -> int | None:
    """The intent a number was made from, or None for text that is no such number."""
    if not (number.isascii() and number.isdecimal()) or len(number) > 18:
        return None
    return int(number) - FIRST if int(number) > FIRST else None

"""Which sold line a product by its SKU stands for (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from orderkin.families.guarding import LineRole
from orderkin.orders.pricing import PriceBasis


def first_open(lines: Sequence[int], quantity: int, open_units: Mapping[int, int]) -> int | None:
    """Of the sold lines of one product the first with enough units nothing was done about.

    Else the first with any, else the first: what was made good already must be seen by the guard.
    """
    for wanted in (quantity, 1):
        for line in lines:
            if open_units.get(line, 0) >= wanted:
                return line
    return lines[0] if lines else None


def same_product_role(kind_role: str, basis: str) -> LineRole:
    """How the guard counts units of a sold product.

    A free unit makes good for a sold one, whatever the kind is called; a paid one is a sale.
    *Difference* uses up what was paid for the unit, so it counts like a replacement and is
    credited once.
    """
    if kind_role == "links":
        return "adds"
    if kind_role == "parts":
        return "parts"
    if kind_role == "replaces" or basis in {PriceBasis.FREE, PriceBasis.DIFFERENCE}:
        return "replaces"
    return "adds"


def other_product_role(kind_role: str, basis: str, *, is_spare: bool) -> LineRole:
    """How the guard counts another product in answer to a sold line.

    Whatever is sent at no charge under a kind that replaces makes good for the unit, whichever
    product it is; only a spare part of it (`is_spare`) is a part. Under other kinds a free one is
    a part, and a paid one a sale unless *difference* uses up what was paid.
    """
    if kind_role == "links":
        return "adds"
    if is_spare:
        counts = basis == PriceBasis.FREE or kind_role in {"replaces", "parts"}
        return "parts" if counts else "adds"
    if basis == PriceBasis.FREE and kind_role != "replaces":
        return "parts"
    return same_product_role(kind_role, basis)

"""Which products a wish names, and what they are to the parent and to what the family was given."""

from __future__ import annotations

from collections.abc import Sequence

from orderkin.families.facts import LineFacts, MemberFacts
from orderkin.families.wishes import Wish
from orderkin.products.queries import fits_of


def named_skus(wish: Wish) -> set[str]:
    """The products that a wish names by their SKU."""
    named = {line.sku for line in wish.lines} | {kept.arrived_sku for kept in wish.kept}
    return named - {""}


def looked_for_among_gifts(
    wish: Wish, parent: int, lines: Sequence[LineFacts], members: Sequence[MemberFacts]
) -> set[str]:
    """The products to look for among gifts: those that the parent did not sell.

    Below other members a unit of its own may have been given without a word about its line.
    """
    named = {line.parent_line for line in wish.lines}
    sold = {line.sku for line in lines}
    if any(member.parent != parent for member in members if member.order != parent):
        return named_skus(wish) | {line.sku for line in lines if line.id in named}
    return named_skus(wish) - sold


def fits_named(
    skus: set[str], lines: Sequence[LineFacts]
) -> tuple[dict[str, frozenset[int]], frozenset[str]]:
    """Of which of the sold products each of these SKUs is a spare part; which are accessories."""
    spares: dict[str, frozenset[int]] = {}
    accessories = set()
    for fit in fits_of({line.product_id for line in lines if line.product_id}):
        sku = fit.other.sku
        if sku in skus and fit.role == "spare_part":
            spares[sku] = spares.get(sku, frozenset()) | {fit.product_id}
        elif sku in skus:
            accessories.add(sku)
    return spares, frozenset(accessories)

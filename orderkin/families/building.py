"""How many more of a kit the shelf has parts for, as it was sold or as it is today (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from orderkin.families.facts import LineFacts
from orderkin.products.kits import ProductFacts, leaves, open_kit


def can_be_built(kit: LineFacts, lines: Sequence[LineFacts]) -> int | None:
    """Whole kits that can be put together from what is on the shelf; None when nothing is counted.

    The part of which there is least decides; a kit inside it has parts of its own.
    """
    inside = (line for line in lines if line.kit_line == kit.id)
    return _least(_kits_from(part, kit, lines) for part in inside)


def _kits_from(part: LineFacts, kit: LineFacts, lines: Sequence[LineFacts]) -> int | None:
    have = can_be_built(part, lines) if part.is_kit else part.available
    if have is None:
        return None
    # What one kit needs, rounded up: a part of a part is not sent.
    each = -(-part.quantity // kit.quantity) if kit.quantity else 0
    return max(0, have) // each if each else None


def _least(counts: Iterable[int | None]) -> int | None:
    return min((count for count in counts if count is not None), default=None)


def kits_from(kit: ProductFacts, known: Mapping[int, ProductFacts]) -> int | None:
    """Whole kits that the shelf gives today; None when nothing of it is counted."""
    needed: dict[int, int] = {}
    for piece in leaves(open_kit(kit, 1, known)):
        needed[piece.product.id] = needed.get(piece.product.id, 0) + piece.quantity
    shelf = {product: known[product].available for product in needed}
    return _least(
        max(0, have) // needed[product] for product, have in shelf.items() if have is not None
    )

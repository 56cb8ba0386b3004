"""Kits opened to what is in them, and a kit's price shared out over it (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orderkin.lib.errors import Invalid
from orderkin.lib.money import split

MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What planning needs of a product; prices in minor units of the asking order's currency.

    `list_price` is None when the product has no price in that currency. `components` are
    `(product id, quantity per kit)` valid at the asking moment.
    """

    id: int
    sku: str
    name: str
    list_price: int | None = None
    cost: int = 0
    cost_currency: str = ""
    is_kit: bool = False
    is_spare_part: bool = False
    sold_alone: bool = True
    ships: bool = True
    active: bool = True
    available: int | None = None
    components: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One component within an opened kit; `quantity` is for all the kits asked for."""

    product: ProductFacts
    quantity: int
    pieces: tuple[Piece, ...] = ()


def open_kit(
    product: ProductFacts, quantity: int, known: Mapping[int, ProductFacts], depth: int = 0
) -> tuple[Piece, ...]:
    """The components of `quantity` kits, nested kits opened too.

    Raises Invalid for a kit within itself.
    """
    if depth > MAX_DEPTH:
        raise Invalid(f"The kit {product.sku} contains itself.", code="kit_cycle")
    if any(quantity * each >= 2**31 for _part, each in product.components):
        raise Invalid(f"{quantity} of the kit {product.sku} are too many.", code="too_large")
    return tuple(
        Piece(
            known[part],
            quantity * each,
            open_kit(known[part], quantity * each, known, depth + 1),
        )
        for part, each in product.components
    )


def leaves(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that lie in the parcel: those that are not kits themselves."""
    found: list[Piece] = []
    for piece in pieces:
        found += leaves(piece.pieces) if piece.pieces else [piece]
    return found


def shares(amount: int, pieces: Sequence[Piece]) -> list[int]:
    """`amount` (minor units) shared over the pieces by list value; adds up exactly."""
    return split(amount, [(p.product.list_price or 0) * p.quantity for p in pieces])

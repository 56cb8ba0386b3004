"""A wrong unit the customer keeps: what it means for stock and for the family's cost (pure).

What was counted as sent never left the shelf, and what left was never counted: the one comes back
onto the shelf, the other is taken off it, and the family bears the cost of what really went.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from orderkin.products.kits import ProductFacts
from orderkin.products.moves import Move


@dataclass(frozen=True, slots=True)
class Goods:
    """A product with what one unit of it cost, minor units of the currency it is bought in."""

    product_id: int | None
    sku: str
    name: str
    cost: int
    cost_currency: str


@dataclass(frozen=True, slots=True)
class KeptUnits:
    """`quantity` units of `arrived` are kept; they came in the place of `ordered`."""

    parent_line: int
    quantity: int
    ordered: Goods
    arrived: Goods | None

    def document(self) -> dict[str, Any]:
        """The JSON document kept with the relation."""
        return asdict(self)


def read_kept(documents: Iterable[Mapping[str, Any]]) -> tuple[KeptUnits, ...]:
    """The documents kept with a relation, as they were meant."""
    return tuple(
        KeptUnits(
            one["parent_line"],
            one["quantity"],
            Goods(**one["ordered"]),
            Goods(**one["arrived"]) if one["arrived"] else None,
        )
        for one in documents
    )


def goods(product: ProductFacts) -> Goods:
    """What is remembered of a product."""
    return Goods(product.id, product.sku, product.name, product.cost, product.cost_currency)


def shelf_moves(kept: Iterable[KeptUnits], *, back: bool = False) -> dict[int, Move]:
    """Units onto and off the shelf by product id; `back` undoes them."""
    units: dict[int, int] = {}
    for one in kept:
        if one.arrived is None or one.arrived.product_id is None:
            continue
        arrived, ordered = one.arrived.product_id, one.ordered.product_id
        units[arrived] = units.get(arrived, 0) - one.quantity
        if ordered is not None:
            units[ordered] = units.get(ordered, 0) + one.quantity
    sign = -1 if back else 1
    return {product: Move(on_hand=sign * n) for product, n in units.items() if n}

"""A line before it is written: priced, its kit opened, its components' shares known (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from orderkin.lib.errors import Invalid
from orderkin.orders.pricing import LineAmounts, PriceBasis, given_away, line_amounts
from orderkin.products.kits import Piece, ProductFacts, open_kit, shares


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """A line to be written. Prices are minor units per unit, `amounts` for the whole line.

    Components hang below their kit's line with a `share` of its total and no price of their own.
    """

    sku: str
    name: str
    quantity: int
    product_id: int | None
    list_price: int
    unit_price: int
    price_basis: str
    amounts: LineAmounts
    price_reason: str = ""
    discount: int = 0
    tax_rate: int = 0
    cost: int = 0
    is_kit: bool = False
    ships: bool = True
    available: int | None = None
    share: int = 0
    components: tuple[NewLine, ...] = ()


Line = TypeVar("Line", bound=NewLine)


def flat(lines: Iterable[NewLine]) -> Iterator[NewLine]:
    """Lines and all their components, kits before what is in them."""
    for line in lines:
        yield line
        yield from flat(line.components)


def parcels(lines: Iterable[NewLine]) -> Iterator[NewLine]:
    """Only what lies in a parcel: no kit headers, no services."""
    return (line for line in flat(lines) if line.ships and not line.components)


def units_of(lines: Iterable[NewLine]) -> dict[int, int]:
    """Units to promise from stock, by product id."""
    units: dict[int, int] = {}
    for line in parcels(lines):
        if line.product_id is not None:
            units[line.product_id] = units.get(line.product_id, 0) + line.quantity
    return units


def component(
    product: ProductFacts | None,
    *,
    sku: str,
    name: str,
    quantity: int,
    list_price: int,
    share: int,
    cost: int,
    is_kit: bool,
) -> NewLine:
    """A component's line: no price of its own, only its share of the kit's."""
    return NewLine(
        sku=sku,
        name=name,
        quantity=quantity,
        product_id=product.id if product else None,
        list_price=list_price,
        unit_price=0,
        price_basis=PriceBasis.TODAY.value,
        amounts=line_amounts(quantity=quantity, unit_price=0),
        cost=cost,
        is_kit=is_kit,
        ships=product.ships if product else True,
        available=product.available if product else None,
        share=share,
    )


def opened(pieces: Sequence[Piece], amount: int) -> tuple[NewLine, ...]:
    """The component lines of an opened kit that costs `amount` (minor units) in all."""
    lines = []
    for piece, value in zip(pieces, shares(amount, pieces), strict=True):
        line = component(
            piece.product,
            sku=piece.product.sku,
            name=piece.product.name,
            quantity=piece.quantity,
            list_price=piece.product.list_price or 0,
            share=value,
            cost=piece.product.cost,
            is_kit=bool(piece.pieces),
        )
        below = opened(piece.pieces, value)
        lines.append(replace(line, ships=line.ships and not below, components=below))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line asked for by SKU: *today's price*, *free*, or *custom* with `unit_price` and why."""

    sku: str
    quantity: int = 1
    price_basis: str = "today"
    unit_price: int | None = None
    price_reason: str = ""


def new_line(
    draft: DraftLine,
    known: dict[int, ProductFacts],
    *,
    tax_rate: int,
    prices_include_tax: bool,
    field: str = "lines",
) -> NewLine:
    """Price a drafted line at today's list. Raises Invalid for an unknown SKU or price."""
    product = next((p for p in known.values() if p.sku == draft.sku), None)
    if product is None:
        sentence = f"There is no product with the SKU {draft.sku}."
        raise Invalid(sentence, code="unknown_sku", field=f"{field}.sku")
    if not 1 <= draft.quantity <= 1_000_000:
        sentence = "A quantity lies between 1 and 1,000,000."
        raise Invalid(sentence, field=f"{field}.quantity")
    unit = _unit_price(draft, product, field)
    # A gift by another name is a gift, and has a value.
    free = draft.price_basis == PriceBasis.FREE or (unit == 0 and bool(product.list_price))
    amounts = line_amounts(
        quantity=draft.quantity,
        unit_price=unit,
        tax_rate=tax_rate,
        prices_include_tax=prices_include_tax,
        free_list_price=(product.list_price or 0) if free else 0,
    )
    amounts = replace(
        amounts,
        given_free=given_away(
            basis=PriceBasis.FREE.value if free else draft.price_basis,
            list_price=product.list_price or 0,
            quantity=draft.quantity,
            total=amounts.total,
        ),
    )
    parts = opened(open_kit(product, draft.quantity, known), amounts.total)
    return NewLine(
        sku=product.sku,
        name=product.name,
        quantity=draft.quantity,
        product_id=product.id,
        list_price=product.list_price or 0,
        unit_price=unit,
        price_basis=PriceBasis.FREE.value if free else draft.price_basis,
        amounts=amounts,
        price_reason=draft.price_reason,
        tax_rate=tax_rate,
        cost=product.cost,
        is_kit=product.is_kit,
        ships=product.ships and not parts,
        available=product.available,
        components=parts,
    )


def _unit_price(draft: DraftLine, product: ProductFacts, field: str) -> int:
    if draft.price_basis == PriceBasis.FREE:
        return 0
    if draft.price_basis == PriceBasis.CUSTOM:
        if draft.unit_price is None or not 0 <= draft.unit_price <= 10**14:
            raise Invalid("A custom price needs an amount.", field=f"{field}.unit_price")
        return draft.unit_price
    if draft.price_basis != PriceBasis.TODAY:
        sentence = "Here a price basis is one of: today, free, custom."
        raise Invalid(sentence, field=f"{field}.price_basis")
    if product.list_price is None:
        sentence = f"{draft.sku} has no list price in the order's currency."
        raise Invalid(sentence, code="no_price", field=f"{field}.price_basis")
    return product.list_price

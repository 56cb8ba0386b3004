"""What somebody asks for when creating a related order (pure)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean
from orderkin.orders.pricing import PriceBasis

NOTE_LIMIT = 20_000
LINE_LIMIT = 200
QUANTITY_LIMIT = 1_000_000
AMOUNT_LIMIT = 10**14


@dataclass(frozen=True, slots=True)
class WishLine:
    """One line asked for.

    `parent_line` alone: that line (or kit component) again. `sku` alone: a product. Both: that
    product in answer to that line, a spare part for it or an upgrade of it. `price_basis` None
    takes the recipe's; `unit_price` (minor units) and `price_reason` belong to *custom*.
    """

    parent_line: int | None = None
    sku: str = ""
    quantity: int = 1
    price_basis: str | None = None
    unit_price: int | None = None
    price_reason: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A unit the customer keeps although it was the wrong one.

    `parent_line` is what was ordered, `arrived_sku` what really came.
    """

    parent_line: int
    arrived_sku: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything asked for; the empty wish is allowed and makes an empty related order.

    `make_lookalike` says that a look-alike was seen and another one is wanted; `override` is the
    sentence with which an employee with the right goes past a blocking guard.
    """

    customer_service_notes: str = ""
    recipe: str = ""
    reason: str = ""
    lines: tuple[WishLine, ...] = ()
    kept: tuple[Kept, ...] = ()
    travelling_notes: tuple[int, ...] = ()
    override: str = ""
    make_lookalike: bool = False

    def digest(self, parent_number: str) -> str:
        """Equal for equal wishes about the same parent: what an idempotency key stands for."""
        said = {**_said(self), "lines": [*map(_said, self.lines)], "kept": [*map(_said, self.kept)]}
        text = json.dumps([parent_number, said], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def request(self) -> str:
        """Equal for wishes that ask for the same; decisions about warnings are not part of it."""
        return replace(self, override="", make_lookalike=False).digest("")[:12]


_NAMES = {kind: tuple(one.name for one in fields(kind)) for kind in (Wish, WishLine, Kept)}


def _said(part: Wish | WishLine | Kept) -> Mapping[str, Any]:
    """Field by field, as it is: `asdict` copies each value first, for ten times as long."""
    return {name: getattr(part, name) for name in _NAMES[type(part)]}


def checked(wish: Wish) -> Wish:
    """The wish with its text trimmed. Raises Invalid naming the field that cannot be meant."""
    if len(wish.lines) > LINE_LIMIT:
        raise Invalid(f"At most {LINE_LIMIT} lines fit into one related order.", field="lines")
    return Wish(
        customer_service_notes=clean(
            wish.customer_service_notes, field="customer_service_notes", limit=NOTE_LIMIT
        ),
        recipe=clean(wish.recipe, field="recipe", limit=40),
        reason=clean(wish.reason, field="reason", limit=40),
        lines=tuple(_line(line, f"lines.{n}") for n, line in enumerate(wish.lines)),
        kept=tuple(_kept(kept, f"kept.{n}") for n, kept in enumerate(wish.kept)),
        travelling_notes=tuple(dict.fromkeys(wish.travelling_notes)),
        override=clean(wish.override, field="override", limit=500),
        make_lookalike=wish.make_lookalike,
    )


def _line(line: WishLine, field: str) -> WishLine:
    if line.parent_line is None and not line.sku:
        raise Invalid("A line names a line of the parent or a SKU.", field=field)
    if not 1 <= line.quantity <= QUANTITY_LIMIT:
        sentence = f"A quantity lies between 1 and {QUANTITY_LIMIT:,}."
        raise Invalid(sentence, field=f"{field}.quantity")
    if line.price_basis is not None and line.price_basis not in list(PriceBasis):
        names = ", ".join(PriceBasis)
        raise Invalid(f"A price basis is one of: {names}.", field=f"{field}.price_basis")
    if line.price_basis == PriceBasis.CUSTOM:
        if line.unit_price is None or not 0 <= line.unit_price <= AMOUNT_LIMIT:
            raise Invalid("A custom price needs an amount.", field=f"{field}.unit_price")
        if not line.price_reason.strip():
            raise Invalid("A custom price needs a reason.", field=f"{field}.price_reason")
    return WishLine(
        line.parent_line,
        clean(line.sku, field=f"{field}.sku", limit=80),
        line.quantity,
        line.price_basis,
        line.unit_price if line.price_basis == PriceBasis.CUSTOM else None,
        clean(line.price_reason, field=f"{field}.price_reason", limit=200),
    )


def _kept(kept: Kept, field: str) -> Kept:
    if not 1 <= kept.quantity <= QUANTITY_LIMIT:
        raise Invalid("A kept quantity is at least 1.", field=f"{field}.quantity")
    sku = clean(kept.arrived_sku, field=f"{field}.arrived_sku", limit=80)
    return Kept(kept.parent_line, sku, kept.quantity)

"""Which units of an order's lines are still open to be shipped, returned or refunded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from orderkin.orders.models import Order, OrderLine
from orderkin.orders.pricing import part_of

Deed = Literal["shipped", "returned", "refunded"]


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line with its `open` units; `gross` is what its `quantity` cost, tax included.

    `depth` counts the kits around it that stand above it in the list.
    """

    id: int
    sku: str
    name: str
    depth: int
    quantity: int
    done: int
    open: int
    gross: int

    def worth(self, units: int) -> int:
        """What the next `units` cost (minor units); one after another they come to `gross`."""
        first, last = min(self.done, self.quantity), min(self.done + units, self.quantity)
        return part_of(self.gross, last, self.quantity) - part_of(self.gross, first, self.quantity)


def open_lines(order: Order, deed: Deed) -> list[OpenLine]:
    """Every line that units can be counted up on, kits before what is inside them.

    The open units of a kit are the full sets that are left. Only parcels are shipped or returned.
    """
    inside: dict[int | None, list[OrderLine]] = {}
    for line in order.lines.order_by("position", "id"):
        inside.setdefault(line.kit_line_id, []).append(line)
    return list(_walk(order, inside, inside.get(None, ()), deed))


def worth_of(lines: Sequence[OpenLine], units: Mapping[int, int]) -> int:
    """What these units (line id to quantity) cost together, minor units, tax included."""
    return sum(line.worth(units.get(line.id, 0)) for line in lines)


def _walk(
    order: Order,
    inside: Mapping[int | None, Sequence[OrderLine]],
    lines: Sequence[OrderLine],
    deed: Deed,
    within: tuple[int, int] | None = None,
    depth: int = 0,
) -> Iterator[OpenLine]:
    """`within` is what the kit around cost, gross and as its components share it."""
    for line in lines:
        price = line.total if within is None else line.share
        gross = _gross(order, line) if within is None else _part(within, line.share)
        parts = inside.get(line.pk, ())
        if line.ships or (parts and deed != "shipped") or deed == "refunded":
            done = getattr(line, deed)
            left = max(0, _left(line, inside, deed))
            # A kit stands above what is in it, but for parcels.
            deep = depth if deed != "shipped" else 0
            yield OpenLine(line.pk, line.sku, line.name, deep, line.quantity, done, left, gross)
        yield from _walk(order, inside, parts, deed, (gross, price), depth + 1)


def _gross(order: Order, line: OrderLine) -> int:
    return line.total if order.prices_include_tax else line.total + line.tax


def _part(within: tuple[int, int], share: int) -> int:
    gross, whole = within
    return part_of(gross, share, whole) if 0 < share <= whole else 0


def _left(line: OrderLine, inside: Mapping[int | None, Sequence[OrderLine]], deed: Deed) -> int:
    limit = line.shipped if deed == "returned" and line.ships else line.quantity
    sets = [
        _left(part, inside, deed) * line.quantity // part.quantity
        for part in inside.get(line.pk, ())
        if part.ships or part.is_kit or deed == "refunded"
    ]
    done: int = getattr(line, deed)
    return min([limit - done, *sets])

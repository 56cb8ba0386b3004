"""A kit made good by another product is made good with all that is in it (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from orderkin.families.guarding import Served


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line or component as it was sold; `kit_line` is the kit it lies in."""

    id: int
    kit_line: int | None
    sku: str
    quantity: int


def inside(kit: int, lines: Iterable[SoldLine]) -> Iterator[SoldLine]:
    """What lies in a kit, kits within it opened too."""
    known = list(lines)
    for line in known:
        if line.kit_line == kit:
            yield line
            yield from inside(line.id, known)


def contents(
    kit: SoldLine, quantity: int, lines: Iterable[SoldLine]
) -> Iterator[tuple[SoldLine, int]]:
    """The components of `quantity` of the kits that were sold, with their units."""
    for part in inside(kit.id, lines):
        yield part, -(-part.quantity * quantity // kit.quantity)


def with_contents(served: Iterable[Served], lines: Iterable[SoldLine]) -> list[Served]:
    """Every answer, and for a kit answered by another product one for each of its components.

    The same kit again says itself what its components answer.
    """
    known = list(lines)
    kits = {line.id: line for line in known}
    found = list(served)
    for one in list(found):
        kit = kits.get(one.line)
        if kit is None or one.role != "replaces" or one.sku in {"", kit.sku}:
            continue
        found += [
            Served(part.id, units, "replaces", one.order_number, one.sku)
            for part, units in contents(kit, one.quantity, known)
        ]
    return found

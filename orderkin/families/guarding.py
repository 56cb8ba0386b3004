"""The double-compensation guard: what was already done for each unit sold (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

LineRole = Literal["replaces", "parts", "adds"]


@dataclass(frozen=True, slots=True)
class Served:
    """One earlier related line that answers a line of this order."""

    line: int
    quantity: int
    role: LineRole
    order_number: str
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sold line or kit component stands: units, and the related orders behind the figures.

    A unit is made good once: refunded, or replaced. Returned units are those that came back.
    """

    sold: int
    shipped: int = 0
    returned: int = 0
    refunded: int = 0
    replaced: int = 0
    parts: Mapping[str, int] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    parts_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def open_units(self) -> int:
        """Units that nothing was done about yet."""
        return max(0, self.sold - self.refunded - self.replaced)


@dataclass(frozen=True, slots=True)
class Asked:
    """A line about to be created that answers a sold one."""

    line: int
    name: str
    sku: str
    quantity: int
    role: LineRole


@dataclass(frozen=True, slots=True)
class Finding:
    """More than was sold would be made good. `orders` are the numbers to look at."""

    code: Literal["more_than_sold", "refunded_and_replaced", "part_sent_again"]
    line: int
    name: str
    asked: int
    done: int
    sold: int
    orders: tuple[str, ...]


def standing(
    *,
    line: int,
    sold: int,
    shipped: int,
    returned: int,
    refunded: int,
    served: Iterable[Served],
) -> Standing:
    """Gather what the family did about one sold line or component."""
    replaced, by = 0, []
    parts: dict[str, int] = {}
    parts_by: dict[str, tuple[str, ...]] = {}
    for one in served:
        if one.line != line:
            continue
        if one.role == "replaces":
            replaced += one.quantity
            by.append(one.order_number)
        elif one.role == "parts":
            parts[one.sku] = parts.get(one.sku, 0) + one.quantity
            parts_by[one.sku] = (*parts_by.get(one.sku, ()), one.order_number)
    return Standing(sold, shipped, returned, refunded, replaced, parts, tuple(by), parts_by)


def find(asked: Iterable[Asked], standings: Mapping[int, Standing]) -> list[Finding]:
    """What the asked lines would do twice, one finding per sold line and part.

    Several asked lines about the same unit count together; additions are sales and never found.
    """
    wanted: dict[tuple[int, LineRole, str], list[Asked]] = {}
    for one in asked:
        key = (one.line, one.role, one.sku if one.role == "parts" else "")
        wanted.setdefault(key, []).append(one)
    found = []
    for (line, role, sku), lines in wanted.items():
        units = sum(one.quantity for one in lines)
        state = standings[line]
        if role == "replaces":
            finding = _replacing(line, lines[0].name, units, state)
        elif role == "parts":
            finding = _parts(line, lines[0].name, units, sku, state)
        else:
            finding = None
        if finding:
            found.append(finding)
    return found


def _replacing(line: int, name: str, units: int, state: Standing) -> Finding | None:
    if units <= state.open_units:
        return None
    if state.replaced + units <= state.sold:
        return Finding(
            "refunded_and_replaced", line, name, units, state.refunded, state.sold, state.by
        )
    return Finding("more_than_sold", line, name, units, state.replaced, state.sold, state.by)


def _parts(line: int, name: str, units: int, sku: str, state: Standing) -> Finding | None:
    done = state.parts.get(sku, 0)
    # The first parts are always right: one sold shelf may need four screws. Sending the same part
    # for the same unit again is what a lead wants to know about.
    if not done or done + units <= state.sold:
        return None
    return Finding(
        "part_sent_again", line, name, units, done, state.sold, state.parts_by.get(sku, ())
    )

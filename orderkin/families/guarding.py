"""The double-compensation guard: what was already done for each unit sold (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

LineRole = Literal["replaces", "parts", "adds"]
FindingCode = Literal[
    "more_than_sold", "refunded_and_replaced", "part_sent_again", "too_many_parts", "given_again"
]


class SoldUnits(Protocol):
    """A sold line or kit component, however it was read: its units and what was done to them."""

    @property
    def id(self) -> int: ...
    @property
    def sku(self) -> str: ...
    @property
    def quantity(self) -> int: ...
    @property
    def shipped(self) -> int: ...
    @property
    def returned(self) -> int: ...
    @property
    def refunded(self) -> int: ...


class Served(NamedTuple):
    """One earlier related line that answers a line of this order."""

    line: int
    quantity: int
    role: LineRole
    order_number: str
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sold line or kit component stands: units, and the related orders behind the figures.

    A unit is made good once: refunded, or replaced, or sent as a part that is the unit itself
    (`sku` is what was sold). Returned units are those that came back.
    """

    sold: int
    shipped: int = 0
    returned: int = 0
    refunded: int = 0
    replaced: int = 0
    parts: Mapping[str, int] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    parts_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sku: str = ""

    @property
    def open_units(self) -> int:
        """Units that nothing was done about yet."""
        return max(0, self.sold - self.refunded - self.sent_whole)

    @property
    def sent_whole(self) -> int:
        """Units sent again, as replacements or as parts of a kit that are the unit itself."""
        return self.replaced + (self.parts.get(self.sku, 0) if self.sku else 0)

    @property
    def sent_whole_by(self) -> tuple[str, ...]:
        """The orders that did."""
        as_parts = self.parts_by.get(self.sku, ()) if self.sku else ()
        return tuple(dict.fromkeys((*self.by, *as_parts)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A line about to be created that answers a sold one."""

    line: int
    name: str
    sku: str
    quantity: int
    role: LineRole
    limit: int | None = None  # pieces of one part per unit sold; None sets no limit


@dataclass(frozen=True, slots=True)
class Finding:
    """More than was sold would be made good. `orders` are the numbers to look at.

    `line` is 0 for what was never sold and is given again.
    """

    code: FindingCode
    line: int
    name: str
    asked: int
    done: int
    sold: int
    orders: tuple[str, ...]


def standing(sold: SoldUnits, served: Iterable[Served], *, refunded: int | None = None) -> Standing:
    """Gather what the family did about one sold line or component.

    `refunded` units, when it is not the line that says how many were paid back.
    """
    replaced, by = 0, []
    parts: dict[str, int] = {}
    parts_by: dict[str, tuple[str, ...]] = {}
    for one in served:
        if one.line != sold.id:
            continue
        if one.role == "replaces":
            replaced += one.quantity
            by.append(one.order_number)
        elif one.role == "parts":
            parts[one.sku] = parts.get(one.sku, 0) + one.quantity
            parts_by[one.sku] = (*parts_by.get(one.sku, ()), one.order_number)
    return Standing(
        sold=sold.quantity,
        shipped=sold.shipped,
        returned=sold.returned,
        refunded=sold.refunded if refunded is None else refunded,
        replaced=replaced,
        parts=parts,
        by=tuple(by),
        parts_by=parts_by,
        sku=sold.sku,
    )


def find(asked: Iterable[Asked], standings: Mapping[int, Standing]) -> list[Finding]:
    """What the asked lines would do twice, one finding per sold line and part.

    Several asked lines about the same unit count together; additions are sales and never found.
    """
    wanted: dict[tuple[int, LineRole, str], list[Asked]] = {}
    for one in asked:
        state = standings[one.line]
        # A part that is the sold unit itself is that unit, whatever it is called.
        is_part = one.role == "parts" and not (one.sku and one.sku == state.sku)
        role: LineRole = one.role if is_part or one.role == "adds" else "replaces"
        wanted.setdefault((one.line, role, one.sku if is_part else ""), []).append(one)
    found = []
    for (line, role, sku), lines in wanted.items():
        units = sum(one.quantity for one in lines)
        finding = None
        if role == "replaces":
            as_part = all(one.role == "parts" for one in lines)
            finding = _replacing(line, lines[0].name, units, standings[line], as_part)
        elif role == "parts":
            finding = _parts(lines[0], units, sku, standings[line])
        if finding:
            found.append(finding)
    return found


def said_once(findings: Iterable[Finding], kit_of: Mapping[int, int | None]) -> list[Finding]:
    """Findings without those about pieces of a kit that say no more than the kit's own."""
    found = list(findings)
    told = {(one.line, one.code): set(one.orders) for one in found}

    def is_told(one: Finding) -> bool:
        kit = kit_of.get(one.line)
        while kit is not None:
            if (kit, one.code) in told and told[kit, one.code] >= set(one.orders):
                return True
            kit = kit_of.get(kit)
        return False

    return [one for one in found if not is_told(one)]


def _replacing(line: int, name: str, units: int, state: Standing, as_part: bool) -> Finding | None:
    if units <= state.open_units:
        return None
    done, by = state.sent_whole, state.sent_whole_by
    if done + units <= state.sold:
        return Finding("refunded_and_replaced", line, name, units, state.refunded, state.sold, by)
    again = as_part and done and done == state.sent_whole - state.replaced
    code: FindingCode = "part_sent_again" if again else "more_than_sold"
    return Finding(code, line, name, units, done, state.sold, by)


def _parts(asked: Asked, units: int, sku: str, state: Standing) -> Finding | None:
    """The first parts are right up to the limit: one sold shelf may need four screws.

    Sending the same part for the same unit again is what a lead wants to know about.
    """
    done = state.parts.get(sku, 0)
    if not done:
        most = None if asked.limit is None else asked.limit * state.sold
        if most is None or units <= most:
            return None
        return Finding("too_many_parts", asked.line, asked.name, units, 0, most, ())
    if done + units <= state.sold:
        return None
    by = state.parts_by.get(sku, ())
    return Finding("part_sent_again", asked.line, asked.name, units, done, state.sold, by)

"""What a related order will be, before it is: the shape of a plan (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from orderkin.families.guarding import Finding, LineRole
from orderkin.families.kept_units import KeptUnits
from orderkin.lib.limits import Passed
from orderkin.orders.lines import NewLine
from orderkin.orders.pricing import OrderSums


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine(NewLine):
    """A line of the child; `answers` is the parent line it answers, with its `role`."""

    answers: int | None = None
    role: LineRole = "adds"


@dataclass(frozen=True, slots=True)
class PlannedNote:
    """A note to be written on the child or the parent; `{number}` waits for the child's number."""

    on: str
    kind: str
    text: str
    is_system: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    quoted_from: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the person should know: a code, a sentence, related order numbers to open.

    A `blocks` warning refuses the creation until it is overridden. `limit` is the amount that was
    passed, where one was.
    """

    code: str
    sentence: str
    orders: tuple[str, ...] = ()
    blocks: bool = False
    limit: Passed | None = None


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A related order with the same parent and lines, made minutes ago."""

    number: str
    actor_email: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The exact result of a wish: what create writes and a dry run shows.

    `pin_why` is the rule that asks for a PIN; when it is a value, `pin_limit` says which.
    """

    lines: tuple[PlannedLine, ...]
    sums: OrderSums
    shipping_charge: int
    notes: tuple[PlannedNote, ...]
    warnings: tuple[Caution, ...]
    findings: tuple[Finding, ...]
    lookalike: Lookalike | None
    pin_needed: bool
    pin_why: str
    pin_limit: Passed | None
    approval_needed: bool
    hold_reason: str
    release_when: str
    deduct_stock: bool
    kept: tuple[KeptUnits, ...]

"""Families as they are read: every member and the link that made it one (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from orderkin.families.kept_units import KeptUnits, read_kept
from orderkin.sql.values import document, moment


class Member(NamedTuple):
    """One order of a family and the link that made it so (the root has none).

    A row as it was read: two hundred come with every order of a large family and a dozen are
    shown, so times and documents (`placed`, `made`, `overridden`, `answers`, `stays`) are
    understood when somebody asks. Amounts are minor units of `currency`.
    """

    order_id: int
    number: str
    status: str
    payment_status: str
    shipping_status: str
    currency: str
    total: int
    paid: int
    refunded: int
    given_free: int
    shipping_charge: int
    placed: str | datetime
    channel: str
    parent_id: int | None
    kind: str
    kind_label: str
    reason: str
    reason_label: str
    actor_email: str
    approver_email: str
    made: str | datetime | None
    origin: str
    overridden: Any
    answers: Any
    stays: Any
    depth: int
    children: int

    @property
    def is_live(self) -> bool:
        """Canceled and void members count for nothing but stay visible."""
        return self.status not in {"canceled", "void"}

    @property
    def placed_at(self) -> datetime:
        return moment(self.placed)

    @property
    def made_at(self) -> datetime | None:
        return moment(self.made)

    @property
    def override(self) -> str:
        """The sentence with which the guard was overridden."""
        kept = self.overridden
        return "" if kept in _NOTHING else str(document(kept).get("why", ""))

    @property
    def line_map(self) -> tuple[Mapping[str, Any], ...]:
        """Which lines of its parent it answers."""
        kept = self.answers
        return () if kept in _NOTHING else tuple(document(kept))

    @property
    def kept_units(self) -> tuple[KeptUnits, ...]:
        """What the customer keeps of what came wrongly."""
        kept = self.stays
        return () if kept in _NOTHING else read_kept(document(kept))


# Documents that need no reading, as the one or the other database returns them.
_NOTHING: tuple[Any, ...] = (None, "", "{}", "[]", {}, [])


@dataclass(frozen=True, slots=True)
class Family:
    """A family as read from top to bottom; `current` is the order it was asked from."""

    current: int
    members: tuple[Member, ...]

    @property
    def root(self) -> Member:
        return self.members[0]

    def __len__(self) -> int:
        return len(self.members)

    @property
    def me(self) -> Member:
        return next(m for m in self.members if m.order_id == self.current)

    @property
    def parent(self) -> Member | None:
        above = self.me.parent_id
        return next((m for m in self.members if m.order_id == above), None)

    @property
    def children(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.parent_id == self.current)

    @property
    def path(self) -> tuple[Member, ...]:
        """From the root to the current order, both included: the breadcrumb."""
        by_id = {m.order_id: m for m in self.members}
        steps = [self.me]
        while (above := by_id.get(steps[-1].parent_id or 0)) and above not in steps:
            steps.append(above)
        return tuple(reversed(steps))

"""Families as they are read: every member and the link that made it one (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from orderkin.families.kept_units import KeptUnits, read_kept
from orderkin.families.nearness import NOBODY, Near
from orderkin.families.sums import Sum
from orderkin.families.tree import Place
from orderkin.sql.values import document, moment


class Member(NamedTuple):
    """One order of a family and the link that made it so (the root has none).

    A row as it was read: two hundred come with every order of a large family and a dozen are
    shown, so times and documents (`placed`, `made`, `overridden`, `stays`) are understood when
    somebody asks. Amounts are minor units of `currency`.
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
    def kept_units(self) -> tuple[KeptUnits, ...]:
        """What the customer keeps of what came wrongly."""
        kept = self.stays
        return () if kept in _NOTHING else read_kept(document(kept))


# Documents that need no reading, as the one or the other database returns them.
_NOTHING: tuple[Any, ...] = (None, "", "{}", "[]", {}, [])


@dataclass(frozen=True, slots=True)
class Family:
    """A family from the root down; `current` is the order it was asked from.

    `places` are everybody's. `members` are all of them too, unless only those `near` the order
    were read (none, when it stands alone); then `sums` are everybody's money.
    """

    current: int
    places: tuple[Place, ...]
    members: tuple[Member, ...] = ()
    near: Near = NOBODY
    sums: tuple[Sum, ...] = ()

    def __len__(self) -> int:
        return len(self.places)

    @property
    def root(self) -> Member:
        return self.members[0]

    @property
    def parent_id(self) -> int | None:
        """The order above the one it was asked from."""
        return next(at.parent for at in self.places if at.order == self.current)

    @property
    def parent(self) -> Member | None:
        above = self.parent_id
        return next((m for m in self.members if m.order_id == above), None)

    @property
    def children(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.parent_id == self.current)

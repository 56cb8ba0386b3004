"""Everything a plan is made from, read once under the family's lock (pure shapes)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from orderkin.client.rules import Settings
from orderkin.families.answers import DEAD, Answer, answers_in, counted
from orderkin.families.gifts import Gift
from orderkin.families.guarding import LineRole, Served, Standing, standing
from orderkin.families.kit_answers import SoldLine, with_contents
from orderkin.families.recipes import Rules
from orderkin.families.tree import Link
from orderkin.products.kits import ProductFacts


@dataclass(frozen=True, slots=True)
class ParentFacts:
    """The parent order. Addresses are documents; amounts minor units of `currency`.

    `main_tax_rate` (basis points) is the rate of its dearest line, for whatever is added later.
    """

    id: int
    number: str
    status: str
    version: int
    company_id: int
    channel_id: int
    customer_id: int | None
    customer_name: str
    customer_email: str
    customer_phone: str
    billing_address: Mapping[str, Any]
    shipping_address: Mapping[str, Any]
    currency: str
    prices_include_tax: bool
    shipping_charge: int
    shipping_tax_rate: int
    main_tax_rate: int = 0
    is_refunded: bool = False


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line or kit component of the parent, with its product as it is today.

    `paid` is what all units cost the customer after discount, before tax; for a component its
    share of that.
    """

    id: int
    kit_line: int | None
    position: int
    sku: str
    name: str
    quantity: int
    list_price: int
    paid: int
    tax_rate: int
    cost: int
    is_kit: bool
    ships: bool
    shipped: int
    returned: int
    refunded: int
    product_id: int | None
    today: int | None
    available: int | None


@dataclass(frozen=True, slots=True)
class BehindFacts:
    """A sold line behind one of a canceled parent: what is sent for `line` is sent for it too."""

    line: int
    role: LineRole
    id: int
    sku: str
    name: str
    quantity: int
    shipped: int
    returned: int
    refunded: int


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A relative below the root, with what it answers of its own parent."""

    order: int
    number: str
    status: str
    parent: int
    root: int
    line_map: tuple[Mapping[str, Any], ...]
    actor_email: str
    created_at: datetime
    signature: str = ""
    kept: tuple[tuple[int, int], ...] = ()  # a line of its parent, and how many stay wrongly sent

    @property
    def is_live(self) -> bool:
        """Whether its units count: canceled and void relatives gave theirs back."""
        return self.status not in DEAD


@dataclass(frozen=True, slots=True)
class RecipeFacts:
    """The recipe asked for, or the plain one (id None)."""

    id: int | None
    name: str
    version: int
    kind_id: int
    kind_code: str
    kind_label: str
    kind_role: str
    rules: Rules


@dataclass(frozen=True, slots=True)
class ReasonFacts:
    """A reason code and who is at fault."""

    id: int
    code: str
    label: str
    fault: str


@dataclass(frozen=True, slots=True)
class CustomerCap:
    """What the customer already got within the settings' window: free related orders and value."""

    orders: int = 0
    value: int = 0


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """A note of the parent that may travel."""

    id: int
    kind: str
    text: str
    author_email: str
    at: datetime
    is_private: bool


@dataclass(frozen=True)
class Facts:
    """All of it. `products` holds every product a wish line names, and what is inside kits.

    `away` are answers of orders that left the family but live; `behind` lines above a dead parent;
    `spares` says of each SKU that a wish names which products it is a spare part of, `accessories`
    which of these SKUs go with what was sold; `gifts` what the family was given free of the
    products that a wish names and the parent did not sell.
    """

    parent: ParentFacts
    root: int
    lines: tuple[LineFacts, ...]
    members: tuple[MemberFacts, ...]
    products: Mapping[int, ProductFacts]
    recipe: RecipeFacts
    reason: ReasonFacts | None
    settings: Settings
    cap: CustomerCap = CustomerCap()
    notes: tuple[NoteFacts, ...] = ()
    away: tuple[Answer, ...] = ()
    behind: tuple[BehindFacts, ...] = ()
    spares: Mapping[str, frozenset[int]] = field(default_factory=dict)
    accessories: frozenset[str] = frozenset()
    gifts: tuple[Gift, ...] = ()

    def links(self) -> list[Link]:
        """The family's links, for the tree."""
        return [Link(m.order, m.parent, m.root) for m in self.members]

    def served(self) -> list[Served]:
        """What is answered of the family's lines, also by orders that were unlinked or moved."""
        within = (
            answer
            for member in self.members
            for answer in answers_in(member.order, member.number, member.status, member.line_map)
        )
        return with_contents(counted([*within, *self.away]), self.sold_lines())

    def sold_lines(self) -> list[SoldLine]:
        """The parent's lines and components, for what lies in what."""
        return [SoldLine(line.id, line.kit_line, line.sku, line.quantity) for line in self.lines]

    @cached_property
    def standings(self) -> Mapping[int, Standing]:
        """How each line and component of the parent stands, and what is behind it."""
        served = self.served()
        behind = {line.id: standing(line, served) for line in self.behind}
        # Paid back whole: every unit was made good, whichever lines the refund named.
        whole = self.parent.is_refunded
        own = {
            line.id: standing(line, served, refunded=line.quantity if whole else None)
            for line in self.lines
        }
        return {**behind, **own}

"""What is asked when a related order is created, and what a dry run answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from orderkin.api.shapes.base import Amount, Answer, Count, Id, Moment, Shape
from orderkin.families.wishes import Kept, Wish, WishLine

Basis = Literal["today", "as_paid", "difference", "free", "custom"]


class LineAsked(Shape):
    """`parent_line`: that line (or component) again. `sku`: a product. Both: the product for it.

    Without `price_basis` the recipe's holds; `unit_price` and `price_reason` belong to custom.
    """

    parent_line: Id | None = None
    sku: str = ""
    quantity: Count = 1
    price_basis: Basis | None = None
    unit_price: Amount | None = None
    price_reason: str = ""


class KeptUnit(Shape):
    """A unit the customer keeps although it was the wrong one."""

    parent_line: Id
    arrived_sku: str
    quantity: Count = 1


class ApprovalGiven(Shape):
    """The consent of a second person, proved by their own Security PIN."""

    email: str
    pin: str


class RelatedOrderAsked(Shape):
    """All of it is optional: the empty body makes an empty related order."""

    customer_service_notes: str = ""
    recipe: str = ""
    reason: str = ""
    lines: list[LineAsked] = Field(default=[], max_length=200)
    kept: list[KeptUnit] = Field(default=[], max_length=200)
    travelling_notes: list[Id] = Field(default=[], max_length=200)
    override: str = ""
    lookalike: Literal["make", "refuse"] = "make"
    approval: ApprovalGiven | None = None
    preview_token: str = ""

    def wish(self) -> Wish:
        """The same in the shop's terms."""
        return Wish(
            customer_service_notes=self.customer_service_notes,
            recipe=self.recipe,
            reason=self.reason,
            lines=tuple(WishLine(**dict(line)) for line in self.lines),
            kept=tuple(Kept(**dict(kept)) for kept in self.kept),
            travelling_notes=tuple(self.travelling_notes),
            override=self.override,
            make_lookalike=self.lookalike == "make",
        )


class ChildLineAnswer(Answer):
    """A line of the child; prices in minor units."""

    sku: str
    name: str
    quantity: int
    list_price: int
    unit_price: int
    price_basis: str
    total: int


class ChildAnswer(Answer):
    """The related order in brief; `Location` leads to all of it. Amounts are minor units."""

    number: str
    parent: str
    kind: str
    reason: str
    status: str
    payment_status: str
    currency: str
    total: int
    given_free: int
    created_at: Moment
    created_by: str
    lines: list[ChildLineAnswer]


class PlannedLineAnswer(ChildLineAnswer):
    """A line that would be written; `available` is stock now, `answers` the parent's line."""

    price_reason: str
    discount: int
    tax: int
    share: int
    available: int | None
    answers: int | None
    role: str
    components: list[PlannedLineAnswer]


class PlannedTotals(Answer):
    """What the child would come to, minor units."""

    currency: str
    subtotal: int
    discount: int
    shipping_charge: int
    tax: int
    total: int
    given_free: int


class PlannedNoteAnswer(Answer):
    """A note that would be written; `{number}` stands for the child's number."""

    on: str
    kind: str
    text: str
    system: bool
    quoted_from: dict[str, str]


class LimitAnswer(Answer):
    """A limit that was passed, minor units; `limit` is null where this currency has no amount."""

    currency: str
    given: int
    limit: int | None


class WarningAnswer(Answer):
    """Something to know first; one that blocks needs an override."""

    code: str
    sentence: str
    orders: list[str]
    blocks: bool
    limit: LimitAnswer | None


class LookalikeAnswer(Answer):
    """A related order with the same parent and lines, made minutes ago."""

    number: str
    actor_email: str
    minutes: int


class Approvals(Answer):
    """Who has to agree: the actor by their Security PIN, a second person by theirs.

    `pin_why` is setting, recipe, value or reason; for a value, `pin_limit` says which.
    """

    pin_needed: bool
    pin_why: str
    pin_limit: LimitAnswer | None
    second_person_needed: bool


class PreviewAnswer(Answer):
    """The exact result of the request, not made; `token` commits exactly this."""

    lines: list[PlannedLineAnswer]
    totals: PlannedTotals
    notes: list[PlannedNoteAnswer]
    warnings: list[WarningAnswer]
    lookalike: LookalikeAnswer | None
    approvals: Approvals
    hold_reason: str
    release_when: str
    deduct_stock: bool
    kept: list[KeptUnit]
    token: str

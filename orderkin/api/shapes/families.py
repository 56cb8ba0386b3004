"""A family as a program reads it."""

from __future__ import annotations

from orderkin.api.shapes.base import Answer, Moment
from orderkin.families.members import Family, Member


class MemberAnswer(Answer):
    """One order of a family; `parent` is None for the root. Amounts are minor units."""

    number: str
    parent: str | None
    depth: int
    kind: str
    reason: str
    status: str
    payment_status: str
    shipping_status: str
    currency: str
    total: int
    paid: int
    refunded: int
    given_free: int
    placed_at: Moment
    made_at: Moment | None
    author: str
    approver: str
    origin: str
    override: str


class FamilyAnswer(Answer):
    """A family from the root down, parents before children."""

    root: str
    parent: str | None
    children: list[str]
    members: list[MemberAnswer]


def family_answer(family: Family) -> FamilyAnswer:
    """The family as seen from the order it was asked from."""
    numbers = {member.order_id: member.number for member in family.members}
    return FamilyAnswer(
        root=family.root.number,
        parent=family.parent.number if family.parent else None,
        children=[child.number for child in family.children],
        members=[_member(one, numbers) for one in family.members],
    )


def _member(member: Member, numbers: dict[int, str]) -> MemberAnswer:
    return MemberAnswer(
        number=member.number,
        parent=numbers.get(member.parent_id or 0),
        depth=member.depth,
        kind=member.kind,
        reason=member.reason,
        status=member.status,
        payment_status=member.payment_status,
        shipping_status=member.shipping_status,
        currency=member.currency,
        total=member.total,
        paid=member.paid,
        refunded=member.refunded,
        given_free=member.given_free,
        placed_at=member.placed_at,
        made_at=member.made_at,
        author=member.actor_email,
        approver=member.approver_email,
        origin=member.origin,
        override=member.override,
    )

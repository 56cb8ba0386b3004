"""A related order as it is answered right after it was made, and again to every replay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from orderkin.families.facts import Facts
from orderkin.families.plans import Plan
from orderkin.lib.actor import Actor
from orderkin.orders.models import no_such_order
from orderkin.orders.statuses import payment_status
from orderkin.sql import fetch, fetch_one
from orderkin.sql.values import moment


@dataclass(frozen=True, slots=True)
class ChildLine:
    """A line of the child; prices are minor units, per unit but for `total`."""

    sku: str
    name: str
    quantity: int
    list_price: int
    unit_price: int
    price_basis: str
    total: int


@dataclass(frozen=True, slots=True)
class Child:
    """A child in brief. Amounts are minor units of `currency`, `created_at` UTC."""

    number: str
    parent: str
    kind: str
    reason: str
    status: str
    payment_status: str
    currency: str
    total: int
    given_free: int
    created_at: datetime
    created_by: str
    lines: tuple[ChildLine, ...]


def as_planned(plan: Plan, facts: Facts, number: str, actor: Actor, at: datetime) -> Child:
    """The child that was just written from `plan`, told without reading it back."""
    return Child(
        number=number,
        parent=facts.parent.number,
        kind=facts.recipe.kind_code,
        reason=facts.reason.code if facts.reason else "",
        status="on_hold" if plan.hold_reason else "in_process",
        payment_status=payment_status(total=plan.sums.total, empty=not plan.lines).value,
        currency=facts.parent.currency,
        total=plan.sums.total,
        given_free=plan.sums.given_free,
        created_at=at,
        created_by=actor.email,
        lines=tuple(
            ChildLine(
                line.sku,
                line.name,
                line.quantity,
                line.list_price,
                line.unit_price,
                line.price_basis,
                line.amounts.total,
            )
            for line in plan.lines
        ),
    )


_CHILD = """
SELECT o.id, o.number, p.number AS parent, k.code AS kind, rea.code AS reason, o.status,
       o.payment_status, o.currency, o.total, o.given_free, o.created_at, r.actor_email
  FROM orders_order o
  LEFT JOIN families_relation r ON r.child_id = o.id
  LEFT JOIN orders_order p ON p.id = r.parent_id
  LEFT JOIN families_kind k ON k.id = r.kind_id
  LEFT JOIN families_reasoncode rea ON rea.id = r.reason_id
 WHERE o.number = %s
"""

_LINES = """
SELECT sku, name, quantity, list_price, unit_price, price_basis, total
  FROM orders_orderline WHERE order_id = %s AND kit_line_id IS NULL ORDER BY position
"""


def read_child(number: str) -> Child:
    """The child as it stands now. Raises NotFound."""
    row = fetch_one(_CHILD, [number])
    if row is None:
        raise no_such_order(number)
    return Child(
        number=row.number,
        parent=row.parent or "",
        kind=row.kind or "",
        reason=row.reason or "",
        status=row.status,
        payment_status=row.payment_status,
        currency=row.currency,
        total=row.total,
        given_free=row.given_free,
        created_at=moment(row.created_at),
        created_by=row.actor_email or "",
        lines=tuple(ChildLine(*line) for line in fetch(_LINES, [row.id])),
    )

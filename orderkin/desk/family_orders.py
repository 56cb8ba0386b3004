"""Orders at hand when a family is changed: suggestions instead of numbers typed from memory."""

from __future__ import annotations

from orderkin.families.listing import OrderRow, order_rows
from orderkin.families.models import Relation
from orderkin.families.queries import family_of
from orderkin.families.tree import Link, descendants
from orderkin.orders.models import Order

SUGGESTED = 8


def parent_number(order: Order) -> str:
    """The number of its parent; empty for a root."""
    above = Relation.objects.filter(child=order).values_list("parent__number", flat=True)
    return above.first() or ""


def candidates(order: Order, *, of_family: bool = False) -> tuple[OrderRow, ...]:
    """The customer's newest other orders; with `of_family`, first the relatives it may move to."""
    family = family_of(order.number)
    members = {member.order_id for member in family.members}
    links = [Link(m.order_id, m.parent_id or 0, family.root.order_id) for m in family.members]
    below = descendants(order.pk, links) | {order.pk, family.parent_id or 0}
    near = [m.order_id for m in family.members if m.order_id not in below] if of_family else []
    if order.customer_id:
        theirs = Order.objects.filter(customer_id=order.customer_id).exclude(pk__in=members)
        near += theirs.order_by("-placed_at", "-id").values_list("id", flat=True)[:SUGGESTED]
    return order_rows(near[:SUGGESTED])

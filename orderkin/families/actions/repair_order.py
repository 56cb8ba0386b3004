"""Repair what follows from something else that is stored."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.families.checking_orders import order_states
from orderkin.families.checking_relations import links_above
from orderkin.families.models import Relation
from orderkin.families.soundness import order_faults
from orderkin.families.tree import Link, path_to_root
from orderkin.lib.actor import Actor
from orderkin.orders import steps
from orderkin.orders.models import Order


@transaction.atomic(durable=True)
def repair_order(*, actor: Actor, number: str, at: datetime) -> Order:
    """Give an order the root that follows from its parent, and the sums its lines add up to.

    The parent is the truth and is never touched; a circle of parents is left for a person.
    """
    guard(actor, "change_settings")
    order = _take(number)
    data = {"root": _mend_root(order), "sums": _mend_sums(order)}
    record([Happening("order.repaired", order.pk, data=data, words={})], actor, at)
    return order


def _take(number: str) -> Order:
    """The order, locked together with the true root, which guards the family."""
    order = Order.objects.filter(number=number).first()
    top = _true_root(order.pk) if order else None
    if order is None or top is None:
        return Order.objects.take(number)
    rows = {row.pk: row for row in Order.objects.take_all(sorted({order.pk, top}))}
    return rows[order.pk]


def _true_root(order_id: int) -> int | None:
    """The top of the parents above an order; None when they run in a circle."""
    row = Relation.objects.filter(child_id=order_id).first()
    if row is None:
        return order_id
    links = links_above([Link(row.child_id, row.parent_id, row.root_id)])
    parents = {link.child: link.parent for link in links}
    top = path_to_root(order_id, parents)[-1]
    return None if top in parents else top


def _mend_root(order: Order) -> bool:
    top = _true_root(order.pk)
    wrong = Relation.objects.filter(child=order).exclude(root_id=top)
    return bool(top is not None and wrong.update(root_id=top))


def _mend_sums(order: Order) -> bool:
    [state] = order_states([order.pk])
    if not any(fault.is_repairable for fault in order_faults(state)):
        return False
    steps.settle(order)
    return True

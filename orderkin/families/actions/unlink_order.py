"""Unlink an order from its parent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.families import linking
from orderkin.families.answering import leave
from orderkin.families.models import Relation
from orderkin.families.taking import take_families
from orderkin.families.telling import happen, tell
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.orders.models import Order


@transaction.atomic(durable=True)
def unlink_order(*, actor: Actor, number: str, reason: str, at: datetime) -> Order:
    """Take an order, with all that descends from it, out of its parent's family.

    It becomes a root of its own. What its lines answer of the parent's counts as long as it lives,
    and linking it to the same parent again brings the whole link back. Raises NotFound, Invalid
    (reason_required), Conflict (not_related).
    """
    guard(actor, "link_orders")
    why = linking.checked_reason(reason)
    taken = take_families(number)
    child = taken.orders[number]
    relation = Relation.objects.filter(child=child).select_related("kind").first()
    if relation is None:
        sentence = _("Order %(number)s belongs to no other order.")
        raise Conflict(sentence % {"number": number}, code="not_related")
    parent, root = taken.by_id[relation.parent_id], taken.root_of(child)
    was = linking.as_document(relation)
    leave(relation, at)
    relation.delete()
    linking.follow_root(taken, child, child.pk)
    facts = {"number": number, "parent": parent.number, "why": why}
    tell("order_unlinked", [child, parent], facts, actor, at)
    data = {**facts, "root": root.number, "kind": relation.kind.code, "was": was}
    happen([("order.unlinked", child), ("order.child_unlinked", parent)], data, actor, at)
    return child

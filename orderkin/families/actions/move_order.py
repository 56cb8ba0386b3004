"""Move a related order to another parent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.families import linking
from orderkin.families.answering import come_back, leave
from orderkin.families.models import Relation
from orderkin.families.taking import Taken, take_families
from orderkin.families.telling import happen, tell
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.orders.models import Order


def move_order(
    *,
    actor: Actor,
    number: str,
    parent: str,
    reason: str,
    exception: str = "",
    pin: str = "",
    at: datetime,
) -> Relation:
    """Hang a related order, with all that descends from it, below another parent.

    What its lines answer stays recorded, and counts there as long as it lives. Orders of different
    customers need `exception`; where creating a related order needs a Security PIN, so does this.
    Raises NotFound, NotAllowed (pin_required and its kin), Invalid (reason_required), Conflict
    (not_related, already_there, would_cycle, parent_not_open, other_customer, family_changed).
    """
    guard(actor, "link_orders")
    why = linking.checked_reason(reason)
    linking.check_pin(actor, pin, at)
    return _hang(actor, number, parent, why, exception, at)


@transaction.atomic(durable=True)
def _hang(
    actor: Actor, number: str, parent: str, why: str, exception: str, at: datetime
) -> Relation:
    taken = take_families(number, parent)
    child, above = taken.orders[number], taken.orders[parent]
    relation = _relation(child, above)
    linking.refuse_cycle(taken, child, above)
    linking.refuse_void(above)
    exceptions = linking.check_customer(child, above, exception)
    before, old_root = taken.by_id[relation.parent_id], taken.root_of(child)
    root = taken.root_of(above)
    leave(relation, at)
    come_back(child.pk, above.pk)
    _move(taken, relation, above, root, exceptions)
    facts = {"number": number, "parent": parent, "before": before.number, "why": why}
    told = {**facts, "why": linking.said_with(why, exceptions)}
    tell("order_moved", [child, above, before], told, actor, at)
    data = {**facts, **exceptions, "root": root.number, "root_before": old_root.number}
    data["kind"] = relation.kind.code
    places = [("order.moved", child), ("order.child_moved_here", above)]
    happen([*places, ("order.child_moved_away", before)], data, actor, at)
    return relation


def _relation(child: Order, parent: Order) -> Relation:
    relation = Relation.objects.filter(child=child).select_related("kind").first()
    facts = {"number": child.number, "parent": parent.number}
    if relation is None:
        sentence = _("Order %(number)s belongs to no other order. Link it instead.")
        raise Conflict(sentence % facts, code="not_related")
    if relation.parent_id == parent.pk:
        sentence = _("Order %(number)s belongs to %(parent)s already.")
        raise Conflict(sentence % facts, code="already_there")
    return relation


def _move(
    taken: Taken, relation: Relation, parent: Order, root: Order, exceptions: dict[str, str]
) -> None:
    relation.parent, relation.root = parent, root
    kept = {k: v for k, v in relation.override.items() if k != "exception"}
    relation.override = {**kept, **exceptions}
    relation.save(update_fields=["parent", "root", "override"])
    linking.follow_root(taken, relation.child, root.pk)

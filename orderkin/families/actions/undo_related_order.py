"""Undo a related order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orderkin.client.guarding import guard
from orderkin.families.kept_units import read_kept, shelf_moves
from orderkin.families.models import Relation
from orderkin.families.taking import take_families
from orderkin.families.telling import happen, tell
from orderkin.families.undoing import ChildStanding, Obstacle, obstacles
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.orders import steps
from orderkin.orders.models import Order
from orderkin.orders.statuses import OrderStatus
from orderkin.products.steps import move_stock

IN_THE_WAY: dict[Obstacle, object] = {
    "linked_by_hand": gettext_lazy("It was not created here but linked. Unlink it instead."),
    "already_undone": gettext_lazy("It was undone or voided already."),
    "canceled": gettext_lazy("It is canceled."),
    "completed": gettext_lazy("It is completed."),
    "shipped": gettext_lazy("Something of it has shipped. Record a return instead."),
    "paid": gettext_lazy("Something was paid for it. Refund that and cancel the order instead."),
    "authorized": gettext_lazy("A payment for it is authorized. Cancel the order instead."),
    "has_children": gettext_lazy("It has related orders itself. Undo or move those first."),
}


@transaction.atomic(durable=True)
def undo_related_order(*, actor: Actor, number: str, at: datetime) -> Order:
    """Take a related order back as long as nothing of it was shipped or paid: it becomes Void.

    Stock is given back and the guard forgets it; relation and notes stay. Raises Conflict
    `cannot_undo` with everything that is in the way, `not_related`.
    """
    guard(actor, "undo_related_order")
    taken = take_families(number)
    child = taken.orders[number]
    relation = Relation.objects.filter(child=child).first()
    if relation is None:
        sentence = _("Order %(number)s is no related order; there is nothing to undo.")
        raise Conflict(sentence % {"number": number}, code="not_related")
    _refuse_if_blocked(child, relation)
    parent = taken.by_id[relation.parent_id]
    steps.stop(child, OrderStatus.VOID, actor=actor, at=at)
    if child.keeps_stock:
        move_stock(shelf_moves(read_kept(relation.kept_units), back=True))
    relation.undone_at = at
    relation.save(update_fields=["undone_at"])
    facts = {"number": number, "parent": parent.number}
    tell("related_order_undone", [child, parent], facts, actor, at)
    happen([("order.undone", child), ("order.child_undone", parent)], facts, actor, at)
    return child


def _refuse_if_blocked(child: Order, relation: Relation) -> None:
    standing = _standing(child, relation)
    found = obstacles(standing)
    if not found:
        return
    listed = [
        {
            "code": code,
            "sentence": str(IN_THE_WAY[code]),
            "orders": list(standing.live_children) if code == "has_children" else [],
        }
        for code in found
    ]
    sentence = _("Order %(number)s cannot be undone. %(why)s") % {
        "number": child.number,
        "why": " ".join(str(IN_THE_WAY[code]) for code in found),
    }
    raise Conflict(sentence, code="cannot_undo", details={"obstacles": listed})


def _standing(child: Order, relation: Relation) -> ChildStanding:
    below = Relation.objects.filter(parent=child).exclude(child__status__in=["canceled", "void"])
    kinds = list(child.payments.order_by("pk").values_list("kind", flat=True))
    return ChildStanding(
        origin=relation.origin,
        is_undone=relation.undone_at is not None,
        status=child.status,
        shipped=sum(child.lines.order_by("pk").values_list("shipped", flat=True)),
        payments=kinds.count("payment"),
        authorizations=kinds.count("authorization"),
        live_children=tuple(below.order_by("pk").values_list("child__number", flat=True)),
    )

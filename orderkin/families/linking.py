"""What linking, unlinking and moving share: checks, roots that follow, a link as a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from orderkin.client.pins import has_pin, pin_not_set, prove_pin
from orderkin.client.settings import current_settings
from orderkin.families.models import Relation
from orderkin.families.taking import Taken
from orderkin.families.tree import descendants, would_cycle
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotAllowed
from orderkin.lib.text import clean, fold
from orderkin.orders.models import Order
from orderkin.orders.statuses import OrderStatus

REASON_LIMIT = 500
_KEPT = (
    "kind_id",
    "recipe_id",
    "reason_id",
    "line_map",
    "signature",
    "kept_units",
    "override",
    "origin",
    "actor_id",
    "actor_email",
    "approver_id",
    "approver_email",
)


def checked_reason(reason: str) -> str:
    """The trimmed reason; a change to a family needs one."""
    why = clean(reason, field="reason", limit=REASON_LIMIT)
    if not why:
        sentence = _("Say why the family changes.")
        raise Invalid(sentence, code="reason_required", field="reason")
    return why


def check_pin(actor: Actor, pin: str, at: datetime) -> None:
    """Making an order a Child Order asks for a PIN when creating one does.

    Before the transaction: a wrong guess must count even though everything else is rolled back.
    """
    if pin:
        prove_pin(actor=actor, pin=pin, at=at)
    elif current_settings().require_pin_for_related_orders:
        if not has_pin(actor):
            raise pin_not_set()
        sentence = _("Enter your Security PIN to make this order a Child Order.")
        raise NotAllowed(sentence, code="pin_required", field="pin")


def refuse_cycle(taken: Taken, child: Order, parent: Order) -> None:
    """Refuse to hang an order below itself or its own descendant."""
    if would_cycle(child.pk, parent.pk, taken.links):
        sentence = _("Order %(parent)s descends from %(number)s; that would be a circle.")
        facts = {"parent": parent.number, "number": child.number}
        if child.pk == parent.pk:
            sentence = _("Order %(number)s cannot be its own parent.")
        raise Conflict(sentence % facts, code="would_cycle", details=facts)


def refuse_void(parent: Order) -> None:
    """Nothing hangs below an order that counts as never made. Raises Conflict(parent_not_open)."""
    if parent.status == OrderStatus.VOID:
        sentence = _("Order %(number)s is void; nothing can belong to it.")
        facts = {"number": parent.number, "status": parent.status}
        raise Conflict(sentence % facts, code="parent_not_open", details=facts)


def said_with(why: str, exceptions: Mapping[str, str]) -> str:
    """The reason as the note tells it, with why the customers may differ."""
    return " · ".join(filter(None, (why, exceptions.get("exception", ""))))


def check_customer(child: Order, parent: Order, exception: str) -> dict[str, Any]:
    """What is stored when the customers differ; refuses unless a sentence says why it is right."""
    why = clean(exception, field="exception", limit=REASON_LIMIT)
    if _same_customer(child, parent):
        return {}
    if not why:
        sentence = _(
            "Order %(number)s is from another customer than %(parent)s. Say why they belong"
            " together all the same."
        )
        facts = {"number": child.number, "parent": parent.number}
        code = "other_customer"
        raise Conflict(sentence % facts, code=code, field="exception", details=facts)
    return {"exception": why}


def _same_customer(child: Order, parent: Order) -> bool:
    if child.customer_id is not None and child.customer_id == parent.customer_id:
        return True
    mail = fold(child.customer_email)
    return bool(mail) and mail == fold(parent.customer_email)


def follow_root(taken: Taken, order: Order, root: int) -> None:
    """Everything below a moved order gets its new root."""
    below = sorted(descendants(order.pk, taken.links))
    Relation.objects.filter(child_id__in=below).update(root_id=root)


def as_document(relation: Relation) -> dict[str, Any]:
    """The whole link, so that an unlinked order can be linked again as it was."""
    kept = {name: getattr(relation, name) for name in _KEPT}
    undone = relation.undone_at.isoformat() if relation.undone_at else None
    return {**kept, "parent_id": relation.parent_id, "undone_at": undone}

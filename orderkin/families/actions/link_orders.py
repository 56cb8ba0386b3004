"""Link two existing orders."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.models import Event
from orderkin.client.guarding import guard
from orderkin.families import linking
from orderkin.families.answering import come_back
from orderkin.families.models import Kind, ReasonCode, Relation
from orderkin.families.taking import take_families
from orderkin.families.telling import happen, tell
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, NotFound
from orderkin.orders.models import Order


def link_orders(
    *,
    actor: Actor,
    number: str,
    parent: str,
    reason: str,
    kind: str = "linked",
    reason_code: str = "",
    exception: str = "",
    pin: str = "",
    from_evidence: bool = False,
    at: datetime,
) -> Relation:
    """Make the existing order `number` a child of `parent`, with all that descends from it.

    Orders of different customers need `exception`, a sentence that is kept; where creating a
    related order needs a Security PIN, so does this, but for links found in imported orders
    (`from_evidence`). An order that was unlinked from this parent before comes back with what it
    answered. Raises NotFound, NotAllowed (pin_required and its kin), Invalid (reason_required),
    Conflict (would_cycle, parent_not_open, has_parent, other_customer, family_changed).
    """
    guard(actor, "link_orders")
    why = linking.checked_reason(reason)
    if not from_evidence:
        linking.check_pin(actor, pin, at)
    return _link(actor, number, parent, why, kind, reason_code, exception, at)


@transaction.atomic(durable=True)
def _link(
    actor: Actor,
    number: str,
    parent: str,
    why: str,
    kind: str,
    reason_code: str,
    exception: str,
    at: datetime,
) -> Relation:
    taken = take_families(number, parent)
    child, above = taken.orders[number], taken.orders[parent]
    linking.refuse_cycle(taken, child, above)
    linking.refuse_void(above)
    _refuse_second_parent(child)
    exceptions = linking.check_customer(child, above, exception)
    root = taken.root_of(above)
    relation = Relation(
        child=child,
        parent=above,
        root=root,
        actor_id=actor.employee_id,
        actor_email=actor.email,
        created_at=at,
        **_what_it_was(child, above, kind, reason_code),
    )
    relation.override = {**relation.override, **exceptions}
    relation.save()
    if relation.line_map or relation.origin != "linked":
        come_back(child.pk, above.pk)
    linking.follow_root(taken, child, root.pk)
    facts = {"number": number, "parent": parent, "kind": relation.kind.label, "why": why}
    told = {**facts, "why": linking.said_with(why, exceptions)}
    tell("orders_linked", [child, above], told, actor, at)
    data = {
        **facts,
        **exceptions,
        "root": root.number,
        "kind": relation.kind.code,
        "reason": relation.reason.code if relation.reason else "",
        "line_map": relation.line_map,
    }
    happen([("order.linked", child), ("order.child_linked", above)], data, actor, at)
    return relation


def _refuse_second_parent(child: Order) -> None:
    known = Relation.objects.filter(child=child).select_related("parent").first()
    if known:
        sentence = _("Order %(number)s belongs to %(parent)s already. Move it instead.")
        facts = {"number": child.number, "parent": known.parent.number}
        raise Conflict(sentence % facts, code="has_parent", details=facts)


def _what_it_was(child: Order, parent: Order, kind: str, reason_code: str) -> dict[str, Any]:
    """The link as it was before it was unlinked from this parent, else a new one of `kind`."""
    before = Event.objects.filter(subject_kind="order", subject_id=child.pk)
    left = before.filter(kind="order.unlinked", data__was__parent_id=parent.pk)
    last = left.order_by("-sequence").first()
    was = last.data["was"] if last else {}
    reason = _reason(reason_code)
    if kind == "linked" and was:
        names = ("kind_id", "recipe_id", "line_map", "signature", "kept_units", "override")
        again = {name: was[name] for name in (*names, "origin")}
        again["undone_at"] = datetime.fromisoformat(was["undone_at"]) if was["undone_at"] else None
        return {**again, "reason_id": reason.pk if reason else was["reason_id"]}
    found = Kind.objects.filter(code=kind).first()
    if found is None:
        sentence = _("There is no kind %(code)s.") % {"code": kind}
        raise NotFound(sentence, code="unknown_kind", field="kind")
    # Never empty: an order made with no lines is not a look-alike of one that was linked.
    return {"kind": found, "reason": reason, "signature": "linked", "origin": "linked"}


def _reason(code: str) -> ReasonCode | None:
    if not code:
        return None
    found = ReasonCode.objects.filter(code=code, active=True).first()
    if found is None:
        sentence = _("There is no reason code %(code)s.") % {"code": code}
        raise NotFound(sentence, code="unknown_reason", field="reason_code")
    return found

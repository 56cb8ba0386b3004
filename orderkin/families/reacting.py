"""What a family does when something happened to a member: coupling, and line maps that stay true.

Called by every recorded event, inside its transaction (config/reactions.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening
from orderkin.families.coupling import (
    COUPLED,
    Effect,
    Happened,
    Related,
    concerned,
    effects,
)
from orderkin.families.guarding_edits import guard_edit, guard_gift, guard_refund
from orderkin.families.guarding_gifts import guard_cap, guard_given_again
from orderkin.families.line_maps import answered_by, follow_edit
from orderkin.families.models import Relation
from orderkin.families.recipes import Rules, rules_from
from orderkin.families.telling import happen, tell
from orderkin.families.waiting import waiting_briefly
from orderkin.lib.actor import Actor
from orderkin.orders import steps
from orderkin.orders.models import Order
from orderkin.orders.statuses import OrderStatus


def react(happenings: Sequence[Happening], actor: Actor, at: datetime) -> None:
    """Hold or cancel relatives where their recipe says so; keep maps true and the guard looking."""
    for one in happenings:
        if one.kind in COUPLED:
            _couple(one.subject_id, COUPLED[one.kind], one.data, actor, at)
        elif one.kind == "order.edited":
            grown = follow_edit(one.subject_id, _added(one.data))
            if grown:
                guard_edit(one.subject_id, grown, actor)
            guard_gift(one.subject_id, one.data.get("given_free"), actor)
            guard_given_again(one.subject_id, _more_of(one.data), actor)
            guard_cap(one.subject_id, one.data.get("given_free"), actor, at)
        elif one.kind == "order.linked":
            # A link brings its line map back: lines may have changed while it was away, and the
            # family may have served the same units since.
            follow_edit(one.subject_id)
            guard_edit(one.subject_id, answered_by(one.subject_id), actor)
        # What a channel has refunded is a fact: an import tells it instead of refusing it.
        if one.kind == "order.refunded" and not one.data.get("from_channel"):
            why = str(one.data.get("override") or "")
            if guard_refund(one.subject_id, _lines_of(one.data), actor, why):
                orders = [Order.objects.get(pk=one.subject_id)]
                tell("guard_overridden", orders, {"why": why}, actor, at)


def would_follow(order_id: int, happened: Happened) -> list[Effect]:
    """What would be done to relatives if this happened to the order now."""
    return effects(happened, _relatives(order_id))


def _couple(
    order_id: int, happened: Happened, data: Mapping[str, Any], actor: Actor, at: datetime
) -> None:
    relatives = concerned(happened, _relatives(order_id))
    lines = _lines_of(data)
    if not effects(happened, relatives, lines=lines):
        return
    with waiting_briefly(upwards=not all(one.is_child for one in relatives)):
        taken = {o.pk: o for o in Order.objects.take_all([one.order for one in relatives])}
    order = Order.objects.get(pk=order_id)
    # Again under the lock: a relative may have shipped while we waited.
    for effect in effects(happened, _relatives(order_id), lines=lines):
        if effect.order in taken:
            _apply(effect, taken[effect.order], order, actor, at)


def _lines_of(data: Mapping[str, Any]) -> frozenset[int]:
    """The lines that an event's units name."""
    return frozenset(int(unit["line"]) for unit in data.get("units") or ())


def _added(data: Mapping[str, Any]) -> list[int]:
    """The lines that an edit put on the order."""
    return [int(line["line"]) for line in data.get("added") or () if "line" in line]


def _more_of(data: Mapping[str, Any]) -> frozenset[str]:
    """The products of which an edit put more on the order."""
    changed = (one["sku"] for one in data.get("changed") or () if one["to"] > one["from"])
    return frozenset([*(str(line["sku"]) for line in data.get("added") or ()), *changed]) - {""}


def _relatives(order_id: int) -> list[Related]:
    rows = Relation.objects.filter(parent_id=order_id).order_by("pk")
    found = [
        _related(relation, relation.child, is_child=True)
        for relation in rows.select_related("child", "recipe")
    ]
    up = Relation.objects.filter(child_id=order_id).select_related("parent", "recipe")
    found += [_related(relation, relation.parent, is_child=False) for relation in up]
    return found


def _related(relation: Relation, order: Order, *, is_child: bool) -> Related:
    return Related(
        order=order.pk,
        number=order.number,
        status=order.status,
        has_shipped=order.shipping_status != "unshipped",
        rules=rules_from(relation.recipe.rules) if relation.recipe else Rules(),
        is_child=is_child,
        answers=frozenset(int(entry["parent_line"]) for entry in relation.line_map),
    )


def _apply(effect: Effect, relative: Order, order: Order, actor: Actor, at: datetime) -> None:
    facts = {"number": relative.number, "because": order.number, "happened": effect.happened}
    if effect.deed == "note":
        tell("left_alone", [relative], facts, actor, at)
        happen([("order.left_alone", relative)], facts, actor, at)
        return
    sentence = _("Order %(because)s was %(happened)s.") % facts
    if effect.deed == "cancel":
        steps.stop(relative, OrderStatus.CANCELED, actor=actor, at=at)
        tell("canceled_with_relative", [relative], facts, actor, at)
        happen([("order.canceled", relative)], {**facts, "reason": sentence}, actor, at)
        return
    steps.hold(relative, reason=sentence, actor=actor, at=at)
    tell("held_with_relative", [relative], facts, actor, at)
    happen([("order.held", relative)], {**facts, "reason": sentence}, actor, at)

"""Writing a plan: order, lines, relation and notes, in a handful of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orderkin.activity.recording import Happening
from orderkin.families.facts import Facts
from orderkin.families.kept_units import shelf_moves
from orderkin.families.models import Relation
from orderkin.families.planning import line_signature
from orderkin.families.plans import Plan, PlannedLine
from orderkin.families.wishes import Wish
from orderkin.lib.actor import Actor
from orderkin.notes.models import Note
from orderkin.orders.intents import Taken
from orderkin.orders.lines import NewLine, flat, units_of
from orderkin.orders.models import Hold, Order
from orderkin.orders.statuses import payment_status
from orderkin.orders.steps import write_lines
from orderkin.products.steps import Move, move_stock
from orderkin.sql import add, insert


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the child's id and what its lines answer."""

    order_id: int
    line_map: list[dict[str, Any]]


def write_plan(
    plan: Plan,
    *,
    facts: Facts,
    wish: Wish,
    intent: Taken,
    actor: Actor,
    approver: Actor | None,
    at: datetime,
) -> Written:
    """Write the planned child and everything that belongs to it; the caller records the events."""
    order_id = _write_order(plan, facts, intent, actor, at)
    written = write_lines(order_id, plan.lines, keys=intent.keys.lines) if plan.lines else []
    line_map = _line_map(written)
    if plan.deduct_stock:
        move_stock({pk: Move(committed=n) for pk, n in units_of(plan.lines).items()})
        move_stock(shelf_moves(plan.kept))
    if plan.hold_reason:
        _write_hold(plan, order_id, actor, at)
    _write_relation(plan, facts, wish, order_id, line_map, actor, approver, at)
    _write_notes(plan, facts, order_id, intent.number, actor, at)
    return Written(order_id, line_map)


def _write_order(plan: Plan, facts: Facts, intent: Taken, actor: Actor, at: datetime) -> int:
    parent, sums = facts.parent, plan.sums
    row = {
        **({"id": intent.keys.order} if intent.keys.order else {}),
        "number": intent.number,
        "channel_id": parent.channel_id,
        "company_id": parent.company_id,
        "customer_id": parent.customer_id,
        "customer_name": parent.customer_name,
        "customer_email": parent.customer_email,
        "customer_phone": parent.customer_phone,
        "billing_address": parent.billing_address,
        "shipping_address": parent.shipping_address,
        "currency": parent.currency,
        "prices_include_tax": parent.prices_include_tax,
        "status": "on_hold" if plan.hold_reason else "in_process",
        "payment_status": payment_status(total=sums.total, empty=not plan.lines).value,
        "subtotal": sums.subtotal,
        "discount": sums.discount,
        "shipping_charge": plan.shipping_charge,
        # Without a charge it taxes nothing; it stands for lines that are added to an empty order.
        "shipping_tax_rate": parent.shipping_tax_rate
        if plan.shipping_charge
        else parent.main_tax_rate,
        "tax": sums.tax,
        "total": sums.total,
        "given_free": sums.given_free,
        "keeps_stock": plan.deduct_stock,
        "placed_at": at,
        "created_at": at,
        "created_by_id": actor.employee_id,
    }
    return insert(Order, [row])[0]


def _line_map(written: Iterable[tuple[NewLine, int]]) -> list[dict[str, Any]]:
    return [
        {
            "child_line": line_id,
            "parent_line": line.answers,
            "quantity": line.quantity,
            "role": line.role,
            "sku": line.sku,
        }
        for line, line_id in written
        if isinstance(line, PlannedLine) and line.answers is not None
    ]


def _write_hold(plan: Plan, order_id: int, actor: Actor, at: datetime) -> None:
    hold = {
        "order_id": order_id,
        "reason": plan.hold_reason,
        "release_when": plan.release_when,
        "placed_at": at,
        "placed_by_email": actor.email,
    }
    add(Hold, [hold])


def _write_relation(
    plan: Plan,
    facts: Facts,
    wish: Wish,
    order_id: int,
    line_map: list[dict[str, Any]],
    actor: Actor,
    approver: Actor | None,
    at: datetime,
) -> None:
    overridden = [caution.code for caution in plan.warnings if caution.blocks]
    row = {
        "child_id": order_id,
        "parent_id": facts.parent.id,
        "root_id": facts.root,
        "kind_id": facts.recipe.kind_id,
        "recipe_id": facts.recipe.id,
        "reason_id": facts.reason.id if facts.reason else None,
        "line_map": line_map,
        "signature": line_signature(plan.lines),
        "kept_units": [unit.document() for unit in plan.kept],
        "override": {"why": wish.override, "codes": overridden} if overridden else {},
        "actor_id": actor.employee_id,
        "actor_email": actor.email,
        "approver_id": approver.employee_id if approver else None,
        "approver_email": approver.email if approver else "",
        "created_at": at,
    }
    add(Relation, [row])


def _write_notes(
    plan: Plan, facts: Facts, order_id: int, number: str, actor: Actor, at: datetime
) -> None:
    sides = {"child": order_id, "parent": facts.parent.id}
    rows = [
        {
            "order_id": sides[note.on],
            "kind": note.kind,
            "text": note.text.replace("{number}", number) if note.is_system else note.text,
            "is_system": note.is_system,
            "facts": {**note.facts, "number": number} if "number" in note.facts else note.facts,
            "quoted_from": note.quoted_from,
            "author_id": actor.employee_id,
            "author_email": actor.email,
            "at": at,
        }
        for note in plan.notes
    ]
    add(Note, rows)


def happenings(
    plan: Plan, *, facts: Facts, written: Written, number: str, actor: Actor, at: datetime
) -> list[Happening]:
    """The event on each side; the child's carries the words it can be found by."""
    about = {
        "number": number,
        "parent": facts.parent.number,
        "kind": facts.recipe.kind_code,
        "recipe": facts.recipe.name if facts.recipe.id else "",
        "reason": facts.reason.code if facts.reason else "",
        "total": plan.sums.total,
        "given_free": plan.sums.given_free,
        "currency": facts.parent.currency,
        "by": actor.email,
    }
    return [
        Happening("order.child_created", facts.parent.id, data=about, words={}),
        Happening(
            "order.created_as_related",
            written.order_id,
            data={**about, "line_map": written.line_map},
            words=_words(plan, facts, number, at),
        ),
    ]


def _words(plan: Plan, facts: Facts, number: str, at: datetime) -> dict[str, object]:
    parent = facts.parent
    return {
        "number": number,
        "placed_at": at,
        "name": parent.customer_name,
        "email": parent.customer_email,
        "phone": parent.customer_phone,
        "addresses": (parent.billing_address, parent.shipping_address),
        "skus": tuple(line.sku for line in flat(plan.lines)),
        "notes": tuple(n.text for n in plan.notes if n.on == "child" and not n.is_system),
    }

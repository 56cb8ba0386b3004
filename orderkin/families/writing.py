"""Writing a plan: order, lines, relation and notes, in a handful of statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orderkin.activity.recording import Happening
from orderkin.customers.addresses import Address
from orderkin.families.facts import Facts
from orderkin.families.models import Relation
from orderkin.families.planning import flat, line_signature
from orderkin.families.plans import Plan, PlannedLine
from orderkin.families.wishes import Wish
from orderkin.lib.actor import Actor
from orderkin.notes.models import Note
from orderkin.orders.models import Hold, Order, OrderLine
from orderkin.orders.statuses import payment_status
from orderkin.products.steps import Move, move_stock
from orderkin.sql import insert


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
    number: str,
    actor: Actor,
    approver: Actor | None,
    at: datetime,
) -> Written:
    """Write the planned child and everything that belongs to it; the caller records the events."""
    order_id = _write_order(plan, facts, number, actor, at)
    line_map = _write_lines(plan.lines, order_id)
    _keep_stock(plan)
    if plan.hold_reason:
        _write_hold(plan, order_id, actor, at)
    _write_relation(plan, facts, wish, order_id, line_map, actor, approver, at)
    _write_notes(plan, facts, order_id, number, actor, at)
    return Written(order_id, line_map)


def _write_order(plan: Plan, facts: Facts, number: str, actor: Actor, at: datetime) -> int:
    parent, sums = facts.parent, plan.sums
    row = {
        "number": number,
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
        "shipping_tax_rate": parent.shipping_tax_rate if plan.shipping_charge else 0,
        "tax": sums.tax,
        "total": sums.total,
        "given_free": sums.given_free,
        "placed_at": at,
        "created_at": at,
        "created_by_id": actor.employee_id,
    }
    return insert(Order, [row])[0]


def _write_lines(lines: Sequence[PlannedLine], order_id: int) -> list[dict[str, Any]]:
    """All lines, one statement per depth of kits; returns the line map."""
    positions = {id(line): n for n, line in enumerate(flat(lines), start=1)}
    line_map: list[dict[str, Any]] = []
    level: list[tuple[PlannedLine, int | None]] = [(line, None) for line in lines]
    while level:
        rows = [_line_row(x, order_id, positions[id(x)], kit) for x, kit in level]
        ids = insert(OrderLine, rows)
        for (line, _kit), line_id in zip(level, ids, strict=True):
            if line.answers is not None:
                line_map.append(_answer(line, line_id))
        below = [
            (part, line_id)
            for (line, _kit), line_id in zip(level, ids, strict=True)
            for part in line.components
        ]
        level = list(below)
    return line_map


def _answer(line: PlannedLine, line_id: int) -> dict[str, Any]:
    return {
        "child_line": line_id,
        "parent_line": line.answers,
        "quantity": line.quantity,
        "role": line.role,
        "sku": line.sku,
    }


def _line_row(
    line: PlannedLine, order_id: int, position: int, kit_line: int | None
) -> dict[str, object]:
    return {
        "order_id": order_id,
        "position": position,
        "kit_line_id": kit_line,
        "product_id": line.product_id,
        "sku": line.sku,
        "name": line.name,
        "quantity": line.quantity,
        "list_price": line.list_price,
        "unit_price": line.unit_price,
        "price_basis": line.price_basis,
        "price_reason": line.price_reason,
        "discount": line.discount,
        "tax_rate": line.tax_rate,
        "tax": line.amounts.tax,
        "total": line.amounts.total,
        "share": line.share,
        "cost": line.cost,
        "is_kit": line.is_kit,
        "ships": line.ships,
    }


def _keep_stock(plan: Plan) -> None:
    """Promise the units to this order, unless the recipe leaves stock alone."""
    if not plan.deduct_stock:
        return
    units: dict[int, int] = {}
    for line in flat(plan.lines):
        if line.ships and not line.components and line.product_id is not None:
            units[line.product_id] = units.get(line.product_id, 0) + line.quantity
    move_stock({pk: Move(committed=quantity) for pk, quantity in units.items()})


def _write_hold(plan: Plan, order_id: int, actor: Actor, at: datetime) -> None:
    hold = {
        "order_id": order_id,
        "reason": plan.hold_reason,
        "release_when": plan.release_when,
        "placed_at": at,
        "placed_by_email": actor.email,
    }
    insert(Hold, [hold])


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
        "kept_units": list(plan.kept),
        "override": {"why": wish.override, "codes": overridden} if overridden else {},
        "actor_id": actor.employee_id,
        "actor_email": actor.email,
        "approver_id": approver.employee_id if approver else None,
        "approver_email": approver.email if approver else "",
        "created_at": at,
    }
    insert(Relation, [row])


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
    insert(Note, rows)


def happenings(
    plan: Plan, *, facts: Facts, written: Written, number: str, actor: Actor
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
        Happening("order.child_created", facts.parent.id, data=about, words=()),
        Happening(
            "order.created_as_related",
            written.order_id,
            data={**about, "line_map": written.line_map},
            words=tuple(_words(facts, plan.lines, number)),
        ),
    ]


def _words(facts: Facts, lines: Iterable[PlannedLine], number: str) -> Iterable[str]:
    parent = facts.parent
    yield from (number, parent.customer_name, parent.customer_email, parent.customer_phone)
    for address in (parent.billing_address, parent.shipping_address):
        known = Address.read(address)
        yield from (*known.lines(), known.phone)
    for line in flat(lines):
        yield from (line.sku, line.name)

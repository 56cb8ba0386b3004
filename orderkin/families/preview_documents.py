"""A dry run as plain data: the API and the command line show the same."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from orderkin.families.plans import Plan, PlannedLine
from orderkin.families.previews import Preview
from orderkin.lib.limits import Passed
from orderkin.orders.lines import NewLine


def preview_document(preview: Preview) -> dict[str, Any]:
    """Lines, totals, notes, warnings, approvals and the token; amounts are minor units.

    In the notes `{number}` stands for the child's number, which only writing it decides.
    """
    plan = preview.plan
    return {
        "lines": [_line(line) for line in plan.lines],
        "totals": _totals(plan, preview.facts.parent.currency),
        "notes": [
            {
                "on": note.on,
                "kind": note.kind,
                "text": note.text,
                "system": note.is_system,
                "quoted_from": dict(note.quoted_from),
            }
            for note in plan.notes
        ],
        "warnings": [
            {
                "code": caution.code,
                "sentence": caution.sentence,
                "orders": list(caution.orders),
                "blocks": caution.blocks,
                "limit": _limit(caution.limit),
            }
            for caution in plan.warnings
        ],
        "lookalike": _lookalike(plan),
        "approvals": {
            "pin_needed": plan.pin_needed,
            "pin_why": plan.pin_why,
            "pin_limit": _limit(plan.pin_limit),
            "second_person_needed": plan.approval_needed,
        },
        "hold_reason": plan.hold_reason,
        "release_when": plan.release_when,
        "deduct_stock": plan.deduct_stock,
        "kept": [
            {
                "parent_line": unit.parent_line,
                "arrived_sku": unit.arrived.sku if unit.arrived else "",
                "quantity": unit.quantity,
            }
            for unit in plan.kept
        ],
        "token": preview.token,
    }


def _totals(plan: Plan, currency: str) -> dict[str, Any]:
    return {
        "currency": currency,
        "subtotal": plan.sums.subtotal,
        "discount": plan.sums.discount,
        "shipping_charge": plan.shipping_charge,
        "tax": plan.sums.tax,
        "total": plan.sums.total,
        "given_free": plan.sums.given_free,
    }


def _limit(over: Passed | None) -> dict[str, Any] | None:
    return asdict(over) if over else None


def _lookalike(plan: Plan) -> dict[str, Any] | None:
    like = plan.lookalike
    if like is None:
        return None
    return {"number": like.number, "actor_email": like.actor_email, "minutes": like.minutes}


def _line(line: NewLine) -> dict[str, Any]:
    asked = line if isinstance(line, PlannedLine) else None
    return {
        "sku": line.sku,
        "name": line.name,
        "quantity": line.quantity,
        "list_price": line.list_price,
        "unit_price": line.unit_price,
        "price_basis": line.price_basis,
        "price_reason": line.price_reason,
        "discount": line.discount,
        "tax": line.amounts.tax,
        "total": line.amounts.total,
        "share": line.share,
        "available": line.available,
        "answers": asked.answers if asked else None,
        "role": asked.role if asked else "adds",
        "components": [_line(part) for part in line.components],
    }

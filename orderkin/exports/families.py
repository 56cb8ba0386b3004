"""A family, the recipes and the reason codes as tables."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.families.members import Member
from orderkin.families.models import ReasonCode, Recipe
from orderkin.families.queries import family_of
from orderkin.families.recipes import Rules, rules_from
from orderkin.lib.actor import Actor
from orderkin.lib.money import to_major
from orderkin.lib.tables import Cell, Table
from orderkin.orders.statuses import LABELS


def family_table(*, actor: Actor, number: str) -> Table:
    """Every member of a family from the root down, with its link and its money. Raises NotFound."""
    guard(actor, "view_orders")
    family = family_of(number)
    numbers = {one.order_id: one.number for one in family.members}
    head = (_("Order"), _("Parent order"), _("Level"), _("Kind"), _("Reason"), _("Made by"),
            _("Approved by"), _("Made (UTC)"), _("Status"), _("Payment"), _("Shipping"),
            _("Currency"), _("Total"), _("Paid"), _("Refunded"), _("Given free"))  # fmt: skip
    rows = (_member(one, numbers) for one in family.members)
    return Table(f"family-{family.root.number}", head, rows)


def _member(one: Member, numbers: dict[int, str]) -> tuple[Cell, ...]:
    made = one.made_at or one.placed_at
    states = (one.status, one.payment_status, one.shipping_status)
    amounts = (one.total, one.paid, one.refunded, one.given_free)
    return (
        one.number,
        numbers.get(one.parent_id or 0, ""),
        one.depth,
        one.kind_label,
        one.reason_label,
        one.actor_email,
        one.approver_email,
        f"{made:%Y-%m-%d %H:%M:%S}",
        *(LABELS.get(state, state) for state in states),
        one.currency,
        *(to_major(amount, one.currency) for amount in amounts),
    )


def recipes_table(*, actor: Actor) -> Table:
    """Recipes in the order of the dialog; every rule is a column by its name in the code."""
    guard(actor, "view_orders")
    rules = tuple(field.name for field in fields(Rules))
    head = (_("Recipe"), _("Code"), _("Kind"), _("In use"), *rules)
    found = Recipe.objects.select_related("kind").order_by("position", "id")
    return Table("recipes", head, (_recipe(one, rules) for one in found))


def _recipe(one: Recipe, names: tuple[str, ...]) -> tuple[Cell, ...]:
    rules = asdict(rules_from(one.rules))
    in_use = _("yes") if one.active else ""
    return (one.name, one.code, one.kind.label, in_use, *(_rule(rules[n]) for n in names))


def _rule(value: Any) -> Cell:
    if isinstance(value, bool):
        return _("yes") if value else ""
    if value is None or isinstance(value, int):
        return value
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def reasons_table(*, actor: Actor) -> Table:
    """Reason codes with the party at fault."""
    guard(actor, "view_orders")
    head = (_("Reason"), _("Code"), _("Party at fault"), _("In use"))
    found = ReasonCode.objects.order_by("position", "id")
    rows = ((one.label, one.code, one.fault, _("yes") if one.active else "") for one in found)
    return Table("reasons", head, rows)

"""Life coupling: what happening to one order does to its relatives (pure).

Each recipe says it for its kind: `parent_canceled`, `parent_refunded`, `parent_returned`,
`parent_held` about the child, `child_canceled` to `child_held` about the parent. What has left the
house is never called back by a rule: it gets a note instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from orderkin.families.recipes import Rules

Happened = Literal["canceled", "refunded", "returned", "held"]
Deed = Literal["hold", "cancel", "note"]

# The events that touch relatives, and what they are called in a recipe.
COUPLED: Mapping[str, Happened] = {
    "order.canceled": "canceled",
    "order.refunded": "refunded",
    "order.returned": "returned",
    "order.held": "held",
}

_HOLDABLE = frozenset({"in_process", "problem"})
_CANCELABLE = frozenset({"quote", "in_process", "on_hold", "problem"})
_DEAD = frozenset({"canceled", "void"})


@dataclass(frozen=True, slots=True)
class Related:
    """A relative of the order something happened to, and the rules of the link between them.

    `is_child` is False for its parent. `answers` are the lines of the order that a child answers.
    """

    order: int
    number: str
    status: str
    has_shipped: bool
    rules: Rules
    is_child: bool = True
    answers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Effect:
    """What is done to one relative. A `note` says why the rule could not be followed."""

    order: int
    number: str
    deed: Deed
    happened: Happened


def concerned(happened: Happened, relatives: Iterable[Related]) -> list[Related]:
    """Those for whom the rules of their link say anything at all."""
    return [one for one in relatives if _rule(happened, one) != "nothing"]


def effects(
    happened: Happened, relatives: Iterable[Related], *, lines: frozenset[int] = frozenset()
) -> list[Effect]:
    """What follows for the relatives, in key order.

    `lines` are the lines a refund or return was about; a child that answers only other lines is
    left alone. Without lines (all of it, or an amount) every child is meant.
    """
    found = []
    for one in sorted(relatives, key=lambda related: related.order):
        deed = _deed(happened, one, lines)
        if deed:
            found.append(Effect(one.order, one.number, deed, happened))
    return found


def _deed(happened: Happened, one: Related, lines: frozenset[int]) -> Deed | None:
    rule = _rule(happened, one)
    if rule == "nothing" or one.status in _DEAD:
        return None
    if one.is_child and lines and one.answers and not lines & one.answers:
        return None
    if one.is_child and (one.has_shipped or one.status == "completed"):
        return "note"
    if rule == "cancel":
        return "cancel" if one.status in _CANCELABLE else None
    # An order that already waits is not held twice.
    return "hold" if one.status in _HOLDABLE else None


def _rule(happened: Happened, one: Related) -> str:
    whose = "parent" if one.is_child else "child"
    return str(getattr(one.rules, f"{whose}_{happened}"))

"""Digests of what a plan rests on, so that a refusal can say what changed since (pure)."""

from __future__ import annotations

import hashlib
import json

from orderkin.families.facts import Facts
from orderkin.families.wishes import Wish


def fingerprint(facts: Facts, wish: Wish) -> dict[str, str]:
    """A short digest per thing a plan rests on, so that a refusal can say what changed."""
    return {
        "order": _digest([facts.parent.number, facts.parent.status, facts.parent.version]),
        "lines": _digest([[x.id, x.quantity, x.paid, x.refunded, x.shipped] for x in facts.lines]),
        "prices": _digest(
            [[x.id, x.today] for x in facts.lines]
            + [[p.id, p.list_price] for p in facts.products.values()]
        ),
        "stock": _digest(
            [[x.id, x.available] for x in facts.lines]
            + [[p.id, p.available] for p in facts.products.values()]
        ),
        "family": _digest(
            [[m.number, m.status, m.line_map] for m in facts.members]
            + [[x.number, x.is_live, x.line, x.quantity] for x in facts.away]
            + [[x.number, x.sku, x.quantity] for x in facts.gifts]
        ),
        "customer": _given(facts),
        "recipe": _digest([facts.recipe.id, facts.recipe.version]),
        "settings": _digest(str(facts.settings)),
        "request": wish.request(),
    }


def grounds(facts: Facts) -> dict[str, str]:
    """A digest of each thing somebody sees while they go on typing; `lines:7` is one line's.

    Finer than the fingerprint, so that what was chosen since does not count as a change, and
    coarser about stock: what can ship still can, whatever the count.
    """
    found = {
        "order": _digest([facts.parent.status, facts.parent.version]),
        "family": _digest([[m.number, m.is_live, m.line_map] for m in facts.members]),
        "customer": _given(facts),
        "settings": _digest(str(facts.settings)),
        f"recipe:{facts.recipe.id}": _digest(facts.recipe.version),
    }
    if facts.away:  # read only for a wish with lines
        found["family:away"] = _digest([[x.number, x.is_live, x.quantity] for x in facts.away])
    for line in facts.lines:
        found[f"lines:{line.id}"] = _digest([line.quantity, line.paid, line.refunded])
        found[f"prices:{line.sku}"] = _digest(line.today)
        found[f"stock:{line.sku}"] = _can_ship(line.available)
    for product in facts.products.values():
        found[f"prices:{product.sku}"] = _digest(product.list_price)
        found[f"stock:{product.sku}"] = _can_ship(product.available)
    return found


def _given(facts: Facts) -> str:
    """What the caps compare with; it is read only where a cap is set."""
    return _digest([facts.cap.orders, facts.cap.value])


def _can_ship(available: int | None) -> str:
    return "uncounted" if available is None else "yes" if available > 0 else "no"


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()[:12]

"""What a recipe says: rules for one kind of related order, read from data (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from orderkin.client.rules import Settings
from orderkin.lib.errors import Invalid
from orderkin.lib.limits import Limit, is_limit, limit_from
from orderkin.lib.text import clean

OFFERS = ("parent_lines", "components", "spare_parts", "accessories", "any_product")
KIND_ROLES = ("replaces", "parts", "adds", "links")
FAULTS = ("warehouse", "carrier", "supplier", "listing", "customer", "policy")

CHOICES: dict[str, tuple[str, ...]] = {
    "price_basis": ("today", "as_paid", "difference", "free", "custom"),
    "default_quantity": ("one", "open"),
    "shipping": ("free", "as_parent"),
    "pin": ("never", "always", "above", "reasons"),
    "guard": ("off", "warn", "block"),
    "parent_canceled": ("nothing", "hold", "cancel"),
    "parent_refunded": ("nothing", "hold"),
    "parent_returned": ("nothing", "hold"),
    "parent_held": ("nothing", "hold"),
    "child_canceled": ("nothing", "hold_parent"),
    "child_refunded": ("nothing", "hold_parent"),
    "child_returned": ("nothing", "hold_parent"),
    "child_held": ("nothing", "hold_parent"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule set. Amounts are minor units by ISO currency.

    `offers` decides what the line picker shows; `price_basis` and `default_quantity` what it starts
    with (`open`: the units nothing was done about). `pin_above` compares with the list value given
    free; in a currency it does not name, any. The four `parent_…` rules couple the life of the
    child to its parent's, the four `child_…` rules the parent's to its child's.
    """

    offers: tuple[str, ...] = OFFERS
    price_basis: str = "today"
    default_quantity: str = "one"
    shipping: str = "free"
    deduct_stock: bool = True
    hold_reason: str = ""
    release_when: str = ""
    pin: str = "never"
    pin_above: Limit = field(default_factory=dict)
    pin_reasons: tuple[str, ...] = ()
    reason_required: bool = False
    guard: str = "warn"
    records_kept: bool = False
    note_internal: str = ""
    note_customer: str = ""
    warranty_from_root: bool = True
    parent_canceled: str = "nothing"
    parent_refunded: str = "nothing"
    parent_returned: str = "nothing"
    parent_held: str = "nothing"
    child_canceled: str = "nothing"
    child_refunded: str = "nothing"
    child_returned: str = "nothing"
    child_held: str = "nothing"

    def document(self) -> dict[str, Any]:
        """The JSON document stored with the recipe."""
        return asdict(self)


# The plain related order: nothing chosen, nothing decided for the agent.
PLAIN = Rules()


def plain_rules(settings: Settings) -> Rules:
    """What holds when no recipe is chosen, as the Client Settings say."""
    above = settings.plain_pin_above
    return replace(
        PLAIN,
        guard="block" if settings.plain_guard_blocks else "warn",
        pin="above" if above else "never",
        pin_above=above,
    )


def rules_from(stored: Mapping[str, Any] | None) -> Rules:
    """Rules from the stored document; unknown keys are ignored, missing ones take the default."""
    given = {f.name: stored[f.name] for f in fields(Rules) if stored and f.name in stored}
    for name in ("offers", "pin_reasons"):
        if name in given:
            given[name] = tuple(given[name])
    if "pin_above" in given:
        given["pin_above"] = limit_from(given["pin_above"])
    return Rules(**given)


_TEXTS = {"hold_reason": 300, "release_when": 300, "note_internal": 5_000, "note_customer": 5_000}


def checked(rules: Rules) -> Rules:
    """The same rules with their text trimmed, or Invalid naming the first field that is wrong."""
    for f in fields(Rules):
        value, default = getattr(rules, f.name), getattr(PLAIN, f.name)
        if type(value) is not type(default):
            raise Invalid(f"{f.name} holds another kind of value.", field=f.name)
    if not all(isinstance(word, str) for word in (*rules.offers, *rules.pin_reasons)):
        raise Invalid("Offers and reasons are named by their codes.", field="offers")
    for name, choices in CHOICES.items():
        if getattr(rules, name) not in choices:
            raise Invalid(f"{name} must be one of: {', '.join(choices)}.", field=name)
    if unknown := [offer for offer in rules.offers if offer not in OFFERS]:
        raise Invalid(f"There is nothing called {unknown[0]} to offer.", field="offers")
    if not is_limit(rules.pin_above):
        raise Invalid("pin_above holds an amount of zero or more by currency.", field="pin_above")
    if rules.pin == "reasons" and not rules.pin_reasons:
        raise Invalid("Name the reasons that need a PIN.", field="pin_reasons")
    texts = {name: clean(getattr(rules, name), field=name, limit=n) for name, n in _TEXTS.items()}
    if texts["release_when"] and not texts["hold_reason"]:
        raise Invalid("A release condition needs a hold reason.", field="hold_reason")
    return replace(rules, **texts)  # type: ignore[arg-type]

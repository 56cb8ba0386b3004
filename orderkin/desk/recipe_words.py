"""What a recipe's rules are called on screen: one row per rule, in the editor's groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    """A rule in the shop's words; `choices` names each value it may have."""

    label: Any
    help: Any = ""
    choices: dict[str, Any] = field(default_factory=dict)
    rows: int = 0


_COUPLED = {"nothing": _("Nothing"), "hold": _("The child is set on hold")}
_COUPLED_UP = {"nothing": _("Nothing"), "hold_parent": _("The parent is set on hold")}

OFFERS = Words(
    _("The line picker offers"),
    choices={
        "parent_lines": _("Lines of the parent"),
        "components": _("Components of its kits"),
        "spare_parts": _("Spare parts of what was bought"),
        "accessories": _("Accessories of what was bought"),
        "any_product": _("Any product"),
    },
)
PRICE = Words(
    _("Price a line starts with"),
    _("The agent may choose another one."),
    {
        "today": _("Today's price"),
        "as_paid": _("As paid"),
        "difference": _("Difference to today's price"),
        "free": _("Free"),
        "custom": _("Custom, with a reason"),
    },
)
PIN = Words(
    _("Ask for the Security PIN"),
    _("Client Settings can ask for it always, whatever stands here."),
    {
        "never": _("Never"),
        "always": _("Always"),
        "above": _("Above a free value"),
        "reasons": _("For some reasons"),
    },
)
GUARD = Words(
    _("More than was sold"),
    _("Somebody who may override it says why; that is recorded."),
    {"off": _("Is not looked at"), "warn": _("Warns"), "block": _("Blocks")},
)

GROUPS: tuple[tuple[Any, dict[str, Words]], ...] = (
    (
        _("Lines"),
        {
            "offers": OFFERS,
            "default_quantity": Words(
                _("Quantity a line starts with"),
                choices={"one": _("One"), "open": _("All units nothing was done about")},
            ),
            "records_kept": Words(
                _("Record the wrong unit that the customer keeps"),
                _("The dialog asks which line was wrong and what really arrived."),
            ),
        },
    ),
    (
        _("Price, shipping, stock"),
        {
            "price_basis": PRICE,
            "shipping": Words(
                _("Shipping charge"),
                choices={"free": _("None"), "as_parent": _("As on the parent")},
            ),
            "deduct_stock": Words(
                _("Take the units from stock"),
                _("Off for what is sent from elsewhere, by the supplier for one."),
            ),
            "warranty_from_root": Words(
                _("Warranty runs from the root order"),
                _("Off: it starts anew with the related order."),
            ),
        },
    ),
    (
        _("Asked first"),
        {
            "reason_required": Words(_("A reason code must be chosen")),
            "guard": GUARD,
            "pin": PIN,
            "pin_above": Words(
                _("Free value that needs no PIN"),
                _(
                    "List value, an amount for each currency: 20.00 EUR, 25 USD, 3000 JPY. In a"
                    " currency that is not among them any free value asks."
                ),
            ),
            "pin_reasons": Words(_("Reasons that need the PIN")),
        },
    ),
    (
        _("Hold"),
        {
            "hold_reason": Words(
                _("Starts On Hold because"), _("Empty: the order goes to shipping at once.")
            ),
            "release_when": Words(_("Released when"), _("What has to happen first.")),
        },
    ),
    (
        _("Notes it writes"),
        {
            "note_internal": Words(
                _("Customer Service note"), _("Read by employees only."), rows=2
            ),
            "note_customer": Words(
                _("Customer instructions"), _("The customer may read it."), rows=2
            ),
        },
    ),
    (
        _("What happens to the one happens to the other"),
        {
            "parent_canceled": Words(
                _("The parent is canceled"),
                choices={**_COUPLED, "cancel": _("The child is canceled")},
            ),
            "parent_refunded": Words(_("The parent is refunded"), choices=_COUPLED),
            "parent_returned": Words(_("The parent comes back"), choices=_COUPLED),
            "parent_held": Words(_("The parent is set on hold"), choices=_COUPLED),
            "child_canceled": Words(_("The child is canceled"), choices=_COUPLED_UP),
            "child_refunded": Words(_("The child is refunded"), choices=_COUPLED_UP),
            "child_returned": Words(_("The child comes back"), choices=_COUPLED_UP),
            "child_held": Words(_("The child is set on hold"), choices=_COUPLED_UP),
        },
    ),
)
RULES: dict[str, Words] = {name: words for _title, rows in GROUPS for name, words in rows.items()}

FAULTS = {
    "warehouse": _("Warehouse"),
    "carrier": _("Carrier"),
    "supplier": _("Supplier"),
    "listing": _("Listing"),
    "customer": _("Customer"),
    "policy": _("Policy"),
}
ROLES = {
    "replaces": _("Replaces units that were sold"),
    "parts": _("Sends parts of them"),
    "adds": _("Adds something new; the guard counts it only when free or paid with the difference"),
    "links": _("Only links, not counted by the guard"),
}
EXAMPLES = {**OFFERS.choices, "twice": _("The same again, one unit too many")}

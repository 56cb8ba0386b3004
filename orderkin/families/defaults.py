"""The ready-made kinds, reason codes and recipes every client starts with."""

from __future__ import annotations

from typing import Any

# code, label, role
KINDS = (
    ("related", "Related order", "adds"),
    ("wrong_item_kept", "Wrong item kept", "replaces"),
    ("parts", "Parts", "parts"),
    ("add_on", "Add-on", "adds"),
    ("upgrade", "Upgrade", "adds"),
    ("bundle_component", "Bundle component", "adds"),
    ("replacement", "Replacement", "replaces"),
    ("reship", "Reship", "replaces"),
    ("exchange", "Exchange", "replaces"),
    ("goodwill", "Goodwill", "adds"),
    ("linked", "Linked", "links"),
)

# code, label, party at fault
REASONS = (
    ("wrong_item", "Wrong item", "warehouse"),
    ("missing", "Missing from shipment", "warehouse"),
    ("damaged", "Damaged in shipping", "carrier"),
    ("defective", "Defective", "supplier"),
    ("lost", "Lost", "carrier"),
    ("wrong_address", "Wrong address", "customer"),
    ("catalogue_error", "Catalogue error", "listing"),
    ("customer_choice", "Customer choice", "customer"),
    ("goodwill", "Goodwill", "policy"),
    ("other", "Other", "policy"),
)

_SALE: dict[str, Any] = {"price_basis": "today", "shipping": "free", "guard": "warn"}
_MAKES_GOOD: dict[str, Any] = {
    "price_basis": "free",
    "default_quantity": "open",
    "guard": "block",
    "reason_required": True,
    "parent_canceled": "hold",
    "parent_refunded": "hold",
}

# code, name, kind, rules that differ from the plain related order
RECIPES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "wrong_item_kept",
        "Wrong item kept",
        "wrong_item_kept",
        {
            **_MAKES_GOOD,
            "offers": ["parent_lines", "components", "any_product"],
            "guard": "warn",
            "reason_required": False,
            "records_kept": True,
        },
    ),
    (
        "parts",
        "Parts",
        "parts",
        {
            "offers": ["components", "spare_parts"],
            "price_basis": "free",
            "guard": "warn",
            "parent_refunded": "hold",
        },
    ),
    (
        "add_on",
        "Add-on",
        "add_on",
        {**_SALE, "offers": ["accessories", "spare_parts", "any_product"]},
    ),
    (
        "upgrade",
        "Upgrade",
        "upgrade",
        {
            **_SALE,
            "offers": ["parent_lines", "any_product"],
            "price_basis": "difference",
            "guard": "block",
            "parent_canceled": "hold",
        },
    ),
    (
        "bundle_component",
        "Bundle component",
        "bundle_component",
        {**_SALE, "offers": ["components"]},
    ),
    ("replacement", "Replacement", "replacement", {**_MAKES_GOOD}),
    (
        "reship",
        "Reship",
        "reship",
        {**_MAKES_GOOD, "offers": ["parent_lines", "components"], "parent_canceled": "cancel"},
    ),
    (
        "goodwill",
        "Goodwill",
        "goodwill",
        {"price_basis": "free", "guard": "off", "offers": ["accessories", "any_product"]},
    ),
)

"""What a column can mean, in the shop's words, as the mapping page groups them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from orderkin.imports.mapping import FIELDS

_PARTS = {
    "name": _("name"),
    "business": _("business"),
    "line1": _("street"),
    "line2": _("second line"),
    "postcode": _("postcode"),
    "city": _("city"),
    "region": _("region"),
    "country": _("country"),
    "phone": _("phone"),
}
_PLACES = {"billing": _("Bill to"), "shipping_to": _("Ship to")}
GROUPS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (_("Order"), {
        "number": _("Order number"),
        "placed_at": _("Placed"),
        "currency": _("Currency"),
        "channel_id": _("Channel's own id"),
        "channel_name": _("Channel"),
        "state": _("Status"),
        "payment_state": _("Payment status"),
        "shipping_state": _("Shipping status"),
        "paid_at": _("Paid on"),
        "shipped_at": _("Shipped on"),
        "canceled_at": _("Canceled on"),
        "tags": _("Tags"),
        "replaces": _("Replaces order"),
        "cancels": _("Cancels order"),
    }),
    (_("Line"), {
        "sku": _("SKU"),
        "name": _("Product name"),
        "variant": _("Variant"),
        "quantity": _("Quantity"),
        "unit_price": _("Price per unit"),
        "line_total": _("Line total"),
        "list_price": _("List price"),
        "line_discount": _("Line discount"),
        "discount_rate": _("Line discount in percent"),
        "line_tax": _("Line tax"),
        "line_shipping": _("Line shipping"),
        "line_shipping_tax": _("Tax on line shipping"),
        "line_state": _("Line status"),
        "line_key": _("Line id"),
        "returned": _("Units returned"),
        "ships": _("Ships (yes or no)"),
        "kit_line": _("Line id of its kit"),
    }),
    (_("Money of the order"), {
        "subtotal": _("Subtotal"),
        "shipping": _("Shipping charge"),
        "tax": _("Tax"),
        "discount": _("Discount"),
        "total": _("Total"),
        "refunded": _("Refunded"),
        "outstanding": _("Outstanding"),
        "payment_amount": _("Payment"),
        "payment_method": _("Payment method"),
        "payment_reference": _("Payment reference"),
        "tax_included": _("Prices include tax (yes or no)"),
    }),
    (_("Customer"), {
        "customer_name": _("Customer name"),
        "customer_email": _("E-mail"),
        "customer_phone": _("Phone"),
        "customer_business": _("Business"),
        "customer_key": _("Customer number"),
    }),
    (_("Shipping and notes"), {
        "shipping_method": _("Shipping method"),
        "carrier": _("Carrier"),
        "tracking": _("Tracking number"),
        "note": _("General note"),
        "service_note": _("Customer Service note"),
        "customer_note": _("Customer instructions"),
    }),
)  # fmt: skip


def meanings() -> list[tuple[Any, Any]]:
    """Choices for one column: nothing, then every meaning in its group."""
    return [("", _("left out")), *((name, list(group.items())) for name, group in GROUPS),
            *_addresses()]  # fmt: skip


def _addresses() -> Iterator[tuple[Any, list[tuple[str, Any]]]]:
    for place, title in _PLACES.items():
        yield title, [(f"{place}_{part}", f"{title}: {word}") for part, word in _PARTS.items()]


def words() -> dict[str, Any]:
    """Every meaning by its name."""
    flat = {name: word for _title, group in GROUPS for name, word in group.items()}
    return flat | {name: word for _title, pairs in _addresses() for name, word in pairs}


def without_words() -> set[str]:
    """Meanings that the page does not name yet; there are none."""
    return set(FIELDS) - set(words())

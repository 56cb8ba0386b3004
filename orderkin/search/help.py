"""One sentence for each operator, shown in the palette and in the search help."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from orderkin.search.operators import OPERATORS

SENTENCES = {
    "status": _("Order, payment or shipping status."),
    "company": _("Orders of this company."),
    "channel": _("Orders that came through this channel."),
    "customer": _("Name, e-mail or phone of the customer."),
    "sku": _("An order line whose SKU begins like this; sku:=… for exactly this SKU."),
    "tracking": _("Part of a tracking number, for instance its last digits."),
    "note": _("Text in any note of the order."),
    "created": _("A day, month, year or span: 2026-01..2026-03, >2026-02, today, 7d."),
    "total": _("The order total: >100, 50..80, <=99.90, 100EUR."),
    "parent": _("Child Orders of this order."),
    "root": _("The whole family of this order."),
    "has": _("Orders with Child Orders, or with a Parent Order."),
    "kind": _("Related orders of this kind."),
    "reason": _("Related orders made for this reason."),
    "by": _("Related orders made by this employee; by:me for your own."),
    "free": _("Orders that gave something free, also for a price that is none."),
    "hold": _("Orders on hold, or held for this reason."),
}


@dataclass(frozen=True, slots=True)
class OperatorHelp:
    """One row of the search help."""

    name: str
    sentence: str
    example: str


def operator_help() -> tuple[OperatorHelp, ...]:
    """Every operator with its sentence in the reader's language and an example."""
    return tuple(
        OperatorHelp(o.name, str(SENTENCES[o.name]), o.example) for o in OPERATORS.values()
    )

"""WooCommerce refunds and notes that come without their order, and link up to it."""

from __future__ import annotations

import re

from orderkin.imports.fields import Object, inner, minor, moment, objects, text
from orderkin.imports.rows import ImportedNote, ImportedRefund

_ORDER_LINK = re.compile(r"/orders/(\d+)$")


def order_above(document: Object) -> str:
    """The id of the order that the object links up to; empty when it links to none."""
    for link in objects(inner(document, "_links"), "up"):
        found = _ORDER_LINK.search(text(link, "href"))
        if found:
            return found[1]
    return ""


def read_refund(document: Object) -> ImportedRefund:
    """A refund on its own; its amounts have two decimals, WooCommerce names no currency here."""
    lines = tuple(
        (
            next((text(m, "value") for m in objects(one, "meta_data")
                  if text(m, "key") == "_refunded_item_id"), ""),
            abs(int(text(one, "quantity") or 0)),
            abs(minor(one, "total", "USD") or 0) + abs(minor(one, "total_tax", "USD") or 0),
        )
        for one in objects(document, "line_items")
    )  # fmt: skip
    return ImportedRefund(
        amount=abs(minor(document, "amount", "USD") or 0),
        at=moment(document, "date_created_gmt"),
        reason=text(document, "reason"),
        key=text(document, "id"),
        lines=lines,
    )


def read_note(document: Object) -> ImportedNote:
    """A note; only what the customer was told is no internal one."""
    return ImportedNote(
        text(document, "note", 20_000),
        "general" if document.get("customer_note") is True else "customer_service",
        text(document, "author"),
        moment(document, "date_created_gmt"),
    )

"""The client's own values for an operator, and which of them a typed value means."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Model

from orderkin.client.models import Channel, Company, Employee
from orderkin.families.models import Kind, ReasonCode
from orderkin.lib.text import fold
from orderkin.orders.statuses import LABELS, OrderStatus, PaymentStatus


class Choice(NamedTuple):
    """A value that can be meant: what is stored, and the names people know it by."""

    stored: object
    names: tuple[str, ...]


def choices(operator: str) -> tuple[str, ...]:
    """What the palette offers after `operator:`, in the client's words."""
    return tuple(choice.names[0] for choice in known(operator))


def known(operator: str) -> list[Choice]:
    """Every value of an operator that has a list of values."""
    if operator == "status":
        british = {"canceled": ("cancelled",)}
        return [Choice(code, (LABELS[code], *british.get(code, ()))) for code in LABELS]
    if operator in ("company", "channel"):
        model: type[Model] = Company if operator == "company" else Channel
        return [
            Choice(pk, (name,)) for pk, name in model._default_manager.values_list("id", "name")
        ]
    if operator in ("kind", "reason"):
        model = Kind if operator == "kind" else ReasonCode
        rows = model._default_manager.values_list("id", "label", "code")
        return [Choice(pk, (label, code)) for pk, label, code in rows]
    if operator == "by":
        people = Employee.objects.values_list("email", "name")
        return [Choice(email, (email, name)) for email, name in people]
    return []


def meant(operator: str, typed: str) -> list[object]:
    """The stored values that `typed` means; empty when nothing fits.

    Those named exactly so win, then those beginning so, then those with a word beginning so
    (`shipped` is not Unshipped), then those holding it.
    """
    wanted = _plain(typed)
    options = [
        (choice.stored, [_plain(name) for name in choice.names]) for choice in known(operator)
    ]
    for fits in (str.__eq__, str.startswith, _has_word, str.__contains__):
        found = [stored for stored, names in options if any(fits(name, wanted) for name in names)]
        if found and wanted:
            return found
    return []


def status_column(code: object) -> str:
    """Which of the order's three statuses a code belongs to."""
    if code in list(OrderStatus):
        return "o.status"
    if code in list(PaymentStatus):
        return "o.payment_status"
    return "o.shipping_status"


def _plain(name: str) -> str:
    return fold(name.replace("_", " ").replace("-", " "))


def _has_word(name: str, wanted: str) -> bool:
    return f" {wanted}" in name

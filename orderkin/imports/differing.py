"""Where a channel's later word about an order differs from what stands here and stays."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from orderkin.imports.rows import ImportedOrder
from orderkin.lib.money import show
from orderkin.orders.models import Order
from orderkin.orders.statuses import LABELS

# States that a channel says in so many words, and those an order here comes to by itself.
_SAID = frozenset({"quote", "in_process", "on_hold", "problem", "completed"})
_FURTHER = frozenset({"completed"})


def left_alone(order: Order, found: ImportedOrder) -> list[str]:
    """What an import never writes again and the file says otherwise: lines, total, e-mail."""
    here = order.lines.filter(kit_line=None).exclude(sku="").values_list("sku", "quantity")
    units: Counter[str] = Counter()
    for sku, quantity in here:
        units[sku] += quantity
    there: Counter[str] = Counter()
    for line in found.lines:
        if line.sku:
            there[line.sku] += line.quantity
    differing = []
    if units != there:
        differing.append(_("lines"))
    if order.total != found.total:
        differing.append(_("the total (%(total)s)") % {"total": show(found.total, found.currency)})
    if found.state in _SAID and order.status != found.state and order.status not in _FURTHER:
        differing.append(_("the status (%(status)s)") % {"status": LABELS[found.state]})
    email = found.customer.email.casefold()
    if email and order.customer_email.casefold() not in {"", email}:
        differing.append(_("the e-mail"))
    return differing

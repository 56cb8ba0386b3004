"""Documents that take earlier lines back, matched to the orders they belong to, as refunds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from orderkin.activity.recording import Happening
from orderkin.client.models import Channel
from orderkin.imports.additions import made_good_by, refunded
from orderkin.imports.models import ImportedBuyer
from orderkin.imports.problems import Values, told
from orderkin.imports.rows import ImportedCancellation, ImportedLine
from orderkin.imports.verdicts import Verdict, of_cancellation, of_made_good_twice
from orderkin.lib.actor import Actor
from orderkin.lib.money import to_major
from orderkin.lib.text import fold
from orderkin.orders import steps
from orderkin.orders.models import Order, OrderLine, Payment
from orderkin.orders.pricing import part_of


@dataclass
class _Match:
    """What one order gets back: minor units, and units by line."""

    amount: int = 0
    units: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def take_back(
    found: ImportedCancellation, channel: Channel, happened: list[Happening], actor: Actor
) -> list[Verdict]:
    """Refund the orders whose lines this document takes back, latest first.

    Lines that no earlier order of the customer explains are refused by name; nothing is invented.
    What was done is added to `happened`, to be recorded with the rest of the slice.
    """
    done = Payment.objects.filter(
        kind="refund", reference=found.number, order__channel=channel
    ).values_list("order_id", flat=True)
    if done:
        return [of_cancellation(found, "already", "already", order_id=done[0])]
    lines = candidates(found, channel)
    matches: dict[int, _Match] = defaultdict(_Match)
    left = [rest for line in found.lines if (rest := _match(line, lines, matches))]
    if not matches:
        code, figures = why_nothing(found)
        known: dict[str, Any] = dict(figures)
        return [of_cancellation(found, "refused", code, **known)]
    latest = max(matches)
    matches[latest].amount += found.shipping - found.discount
    orders = Order.objects.take_all(sorted(matches))
    verdicts = [
        verdict
        for order in orders
        for verdict in _refund(order, matches[order.pk], found, happened, actor)
    ]
    for line, count in left:
        worth = to_major(part_of(line.total, count, line.quantity), found.currency)
        verdicts.append(of_cancellation(found, "warning", "nothing_to_cancel",
                                        text=f"{count} × {line.sku}", worth=worth))  # fmt: skip
    return verdicts


def why_nothing(found: ImportedCancellation) -> tuple[str, Values]:
    """Code and figures of a credit that no order explains: what it takes back, and whose."""
    text = ", ".join(f"{line.quantity} × {line.sku or line.name}" for line in found.lines)
    worth = f"{to_major(found.amount, found.currency)} {found.currency}"
    buyer = found.customer.key or found.customer.email or found.customer.name
    code = "credit_of_nobody"
    if found.cancels:
        code = "credit_without_its_order"
    elif found.customer.key or found.customer.email:
        code = "credit_without_order"
    figures = told(number=found.number, text=text, worth=worth, customer=buyer, order=found.cancels)
    return code, figures


def candidates(found: ImportedCancellation, channel: Channel) -> list[OrderLine]:
    """Lines the document may mean: of the order it names, else of its customer, latest first."""
    orders = Order.objects.filter(channel=channel, currency=found.currency)
    if found.cancels:
        orders = orders.filter(channel_number=found.cancels)
    else:
        customer = _customer(found, channel)
        if customer is None:
            return []
        orders = orders.filter(customer_id=customer, placed_at__lte=found.at)
    skus = {line.sku for line in found.lines}
    lines = OrderLine.objects.filter(order__in=orders, sku__in=skus, kit_line=None)
    needed = ("id", "order_id", "sku", "unit_price", "quantity", "refunded")
    return list(lines.only(*needed).order_by("-order__placed_at", "-order_id", "position"))


def _customer(found: ImportedCancellation, channel: Channel) -> int | None:
    if found.customer.key:
        known = ImportedBuyer.objects.filter(channel=channel, key=found.customer.key)
        return known.values_list("customer_id", flat=True).first()
    if found.customer.email:
        orders = Order.objects.filter(
            channel=channel, customer__email_folded=fold(found.customer.email)
        )
        return orders.values_list("customer_id", flat=True).first()
    return None


def _match(
    line: ImportedLine, candidates: list[OrderLine], matches: dict[int, _Match]
) -> tuple[ImportedLine, int] | None:
    """Lay the line's units on candidates, same price first; returns what found no place."""
    fitting = [one for one in candidates if one.sku == line.sku]
    fitting.sort(key=lambda one: one.unit_price != line.unit_price)
    taken = 0
    for candidate in fitting:
        earlier = matches.get(candidate.order_id)
        used = earlier.units[candidate.pk] if earlier else 0
        fit = min(line.quantity - taken, candidate.quantity - candidate.refunded - used)
        if fit <= 0:
            continue
        match = matches[candidate.order_id]
        match.units[candidate.pk] += fit
        before = part_of(line.total, taken, line.quantity)
        taken += fit
        match.amount += part_of(line.total, taken, line.quantity) - before
    return (line, line.quantity - taken) if taken < line.quantity else None


def _refund(
    order: Order,
    match: _Match,
    found: ImportedCancellation,
    happened: list[Happening],
    actor: Actor,
) -> list[Verdict]:
    lines = OrderLine.objects.in_bulk(list(match.units))
    units = []
    for pk, count in match.units.items():
        lines[pk].refunded += count
        units.append({"line": pk, "quantity": count})
    OrderLine.objects.bulk_update(lines.values(), ["refunded"])
    if match.amount > 0:
        Payment.objects.create(
            order=order,
            kind="refund",
            amount=match.amount,
            reference=found.number[:120],
            units=units,
            at=found.at,
        )
    steps.settle(order)
    event = refunded(order, match.amount, units, found.number[:120])
    twice = made_good_by([event], actor)
    happened.append(event)
    what = f"{to_major(match.amount, order.currency)} {order.currency}"
    told = of_cancellation(
        found, "changed", "taken_back", order_id=order.pk, order=order.number, what=what
    )
    return [told, *of_made_good_twice(found.source_lines, found.number, order.pk, twice)]

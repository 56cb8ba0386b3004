"""One demo order at a time: drawn, paid, sent and written about, so that its sums agree."""

from dataclasses import replace
from datetime import datetime

from orderkin.demo import remarks
from orderkin.demo.baskets import basket, delivery
from orderkin.demo.catalogue import spoken
from orderkin.demo.companies import CHANNELS
from orderkin.demo.drawing import Draw
from orderkin.demo.fates import BACKORDER, Fate, fates
from orderkin.demo.money_trail import payments
from orderkin.demo.parcels import shipments
from orderkin.demo.shapes import DemoCustomer, DemoNote, DemoOrder
from orderkin.orders.statuses import OrderStatus


def make_order(draw: Draw, key: str, customer: DemoCustomer, placed_at: datetime) -> DemoOrder:
    """One order that stands by itself."""
    channel = draw.random.choices(CHANNELS, weights=[channel.share for channel in CHANNELS])[0]
    age = (draw.end - placed_at).days
    choices = fates(age, channel.key)
    fate = draw.random.choices([f for f, _ in choices], weights=[share for _, share in choices])[0]
    lines = basket(draw, channel.company, customer, 2 if fate is BACKORDER else 1)
    order = DemoOrder(
        key=key,
        company=channel.company,
        channel=channel.key,
        channel_number=channel_number(draw, channel.key),
        customer=customer,
        placed_at=placed_at,
        author=draw.colleague() if channel.key == "phone" else "",
        status=fate.status,
        lines=lines,
        shipping=delivery(lines, customer.currency),
    )
    return write_about(draw, settle(draw, order, fate))


def channel_number(draw: Draw, channel: str) -> str:
    """What the marketplace calls the order; the web shop counts later, the phone has no numbers."""
    return f"{draw.digits(3)}-{draw.digits(7)}-{draw.letters(4)}" if channel == "market" else ""


def settle(draw: Draw, order: DemoOrder, fate: Fate) -> DemoOrder:
    """The order with its money, its parcels and the reason why it stands where it stands."""
    sent = shipments(draw, order, fate.sent)
    paid = payments(draw, order, fate.paid, sent)
    why = {
        OrderStatus.CANCELED: remarks.CANCEL_REASONS,
        OrderStatus.VOID: remarks.VOID_REASONS,
        OrderStatus.PROBLEM: remarks.PROBLEM_REASONS,
        OrderStatus.ON_HOLD: remarks.HOLD_REASONS,
    }.get(fate.status)
    turned_at = None
    if why:
        last = max([order.placed_at, *(p.at for p in paid), *(s.at for s in sent)])
        turned_at = draw.soon(last)
    return replace(
        order,
        status=fate.status,
        payments=paid,
        shipments=sent,
        turn_reason=draw.random.choice(why) if why else "",
        turned_at=turned_at,
    )


def write_about(draw: Draw, order: DemoOrder) -> DemoOrder:
    """The order with what the customer and colleagues wrote on it."""
    notes: list[DemoNote] = []
    if draw.random.random() < 0.16:
        text = draw.random.choice(remarks.INSTRUCTIONS[order.customer.language])
        notes.append(DemoNote("customer_instructions", text, order.customer.email, order.placed_at))
    for kind, texts, chance in (
        ("customer_service", remarks.CUSTOMER_SERVICE, 0.3),
        ("general", remarks.GENERAL, 0.14),
    ):
        if draw.random.random() < chance:
            at = draw.office(order.placed_at, 0, 6)
            notes.append(DemoNote(kind, _about(draw, order, texts), draw.colleague(), at))
    for payment in order.payments:
        if payment.kind == "refund" and order.status == OrderStatus.COMPLETED:
            text = draw.random.choice(remarks.REFUND_REASONS)
            notes.append(DemoNote("customer_service", text, draw.colleague(), payment.at))
    if order.turned_at and order.status in {OrderStatus.PROBLEM, OrderStatus.VOID}:
        text, who = order.turn_reason, draw.colleague()
        notes.append(DemoNote("customer_service", text, who, order.turned_at))
    return replace(order, notes=tuple(sorted(notes, key=lambda note: note.at)))


def _about(draw: Draw, order: DemoOrder, texts: tuple[str, ...]) -> str:
    name = spoken(draw.random.choice(order.lines).sku)
    text = draw.random.choice(texts).format(name=name)
    return text[0].upper() + text[1:]

"""The family a newcomer meets first: wrong boards kept, screws missing, one thing more."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from orderkin.demo.baskets import delivery, line
from orderkin.demo.carriers import label
from orderkin.demo.companies import FURNITURE
from orderkin.demo.drawing import Draw
from orderkin.demo.people import AGENT
from orderkin.demo.remarks import INSTRUCTIONS
from orderkin.demo.shapes import (
    DemoCustomer,
    DemoLine,
    DemoNote,
    DemoOrder,
    DemoPayment,
    DemoRelation,
    DemoShipment,
)
from orderkin.orders.statuses import OrderStatus

ROOT: Final = "first"
MEMBERS: Final = 4


def make_first_family(draw: Draw, customer: DemoCustomer) -> list[DemoOrder]:
    """Root, child, grandchild and a second child; all within the last four days."""
    root = _root(draw, customer)
    boards = _free_boards(draw, root)
    return [root, boards, _missing_screws(draw, boards), _add_on(draw, root)]


def _root(draw: Draw, customer: DemoCustomer) -> DemoOrder:
    at = draw.end - timedelta(days=4) + timedelta(hours=6, minutes=41)
    asked = INSTRUCTIONS[customer.language][0]
    lines = (
        line("ALM-KIT-SHF-4", 1, customer),
        line("ALM-BRD-80-OAK", 2, customer),
        line("ALM-ACC-FELT", 1, customer),
    )
    order = DemoOrder(
        key=ROOT,
        company=FURNITURE,
        channel="web",
        channel_number="",
        customer=customer,
        placed_at=at,
        author="",
        status=OrderStatus.COMPLETED,
        lines=lines,
        shipping=delivery(lines, customer.currency),
        notes=(DemoNote("customer_instructions", asked, customer.email, at),),
    )
    return _sent(draw, _paid(order, "Card", "ch_m2w7q4rt9xk3ze"), at + timedelta(hours=6))


def _free_boards(draw: Draw, root: DemoOrder) -> DemoOrder:
    boards = replace(
        line("ALM-BRD-80-OAK", 2, root.customer, answers=1), unit_price=0, basis="free"
    )
    child = _related(
        "first.1",
        root,
        (boards,),
        DemoRelation(ROOT, "wrong_item_kept", "wrong_item", "replaces", "ALM-BRD-80-WHT"),
        draw.end - timedelta(days=2) + timedelta(hours=9, minutes=32),
        "Two white boards came instead of the oak ones. She keeps them for the laundry room; "
        "two oak boards go out free today.",
    )
    sent = _sent(draw, child, child.placed_at + timedelta(hours=5))
    return replace(sent, status=OrderStatus.COMPLETED)


def _missing_screws(draw: Draw, boards: DemoOrder) -> DemoOrder:
    screws = replace(
        line("ALM-SPR-SCR-M6", 1, boards.customer, answers=0), unit_price=0, basis="free"
    )
    return _related(
        "first.1.1",
        boards,
        (screws,),
        DemoRelation("first.1", "parts", "missing", "parts"),
        draw.end - timedelta(days=1) + timedelta(hours=10, minutes=5),
        "The oak boards are there and right. The bag with the screws was not in the carton. "
        "Letter post, free.",
    )


def _add_on(draw: Draw, root: DemoOrder) -> DemoOrder:
    lines = (
        line("ALM-ACC-OIL", 1, root.customer, answers=1),
        line("ALM-ACC-WALL", 1, root.customer, answers=0),
    )
    order = _related(
        "first.2",
        root,
        lines,
        DemoRelation(ROOT, "add_on", "customer_choice", "adds"),
        draw.end - timedelta(days=1) + timedelta(hours=15, minutes=48),
        "Called about the screws and asked what to oil the boards with. Takes the oil and the "
        "wall anchors.",
    )
    order = replace(order, shipping=delivery(lines, root.customer.currency))
    return _paid(order, "Card by phone", "cp_7h2kd81vmq5nbs")


def _related(
    key: str,
    parent: DemoOrder,
    lines: tuple[DemoLine, ...],
    relation: DemoRelation,
    at: datetime,
    note: str,
) -> DemoOrder:
    return DemoOrder(
        key=key,
        company=parent.company,
        channel=parent.channel,
        channel_number="",
        customer=parent.customer,
        placed_at=at,
        author=AGENT.email,
        status=OrderStatus.IN_PROCESS,
        lines=lines,
        shipping=0,
        notes=(DemoNote("customer_service", note, AGENT.email, at),),
        relation=relation,
    )


def _paid(order: DemoOrder, method: str, reference: str) -> DemoOrder:
    at = order.placed_at + timedelta(seconds=18)
    return replace(order, payments=(DemoPayment("payment", order.total, method, reference, at),))


def _sent(draw: Draw, order: DemoOrder, at: datetime) -> DemoOrder:
    carrier, tracking = label(draw, order.customer.shipping.country)
    units = tuple((place, one.quantity) for place, one in enumerate(order.lines))
    return replace(order, shipments=(DemoShipment(carrier, tracking, at, units),))

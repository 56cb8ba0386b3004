"""The families of the demo shop: who came back, how often, and who came back about that."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Final

from orderkin.demo.answers import answering_lines
from orderkin.demo.baskets import delivery
from orderkin.demo.catalogue import spoken
from orderkin.demo.drawing import Draw
from orderkin.demo.fates import DONE, NEW
from orderkin.demo.orders import settle
from orderkin.demo.shapes import DemoLine, DemoNote, DemoOrder, DemoRelation
from orderkin.demo.stories import FALLBACK, FIRST_STORIES, LATER_STORIES, MIX_UPS, Story
from orderkin.orders.statuses import OrderStatus

FAMILIES: Final = 59
# Each shape lists, child by child, whose child it is: 0 is the root, 1 the first child.
# The newest family of three levels is the one in first_family.py, so recent ones have two.
_RECENT: Final = FAMILIES // 2
_RECENT_SHAPES: Final = ((0,), (0,), (0, 0), (0,), (0,))
_OLDER_SHAPES: Final = ((0,), (0, 1), (0,), (0,), (0, 0, 1), (0,))
_SHAPES: Final = tuple(
    shapes[index % len(shapes)]
    for index, shapes in enumerate(
        [_RECENT_SHAPES] * _RECENT + [_OLDER_SHAPES] * (FAMILIES - _RECENT)
    )
)
CHILDREN: Final = sum(len(shape) for shape in _SHAPES)
_TRIES: Final = 6
_NEWEST_PARENT: Final = 5
_OLDEST_PARENT: Final = 420


def make_families(draw: Draw, orders: list[DemoOrder]) -> list[DemoOrder]:
    """The child orders of 59 families; half of their roots are of the last two months."""
    children: list[DemoOrder] = []
    for root, shape in zip(_roots(draw, orders), _SHAPES, strict=True):
        members = [root]
        for place in shape:
            key = f"{root.key}.{len(members)}"
            members.append(_child(draw, key, members[place], first=len(members) == 1))
        children += members[1:]
    return children


def related(
    draw: Draw, key: str, parent: DemoOrder, story: Story, lines: tuple[DemoLine, ...], at: datetime
) -> DemoOrder:
    """A child as the dialog makes it: the parent's customer, company, channel and currency."""
    author = draw.colleague()
    kept = MIX_UPS[lines[0].sku] if story.kind == "wrong_item_kept" else ""
    order = DemoOrder(
        key=key,
        company=parent.company,
        channel=parent.channel,
        channel_number="",
        customer=parent.customer,
        placed_at=at,
        author=author,
        status=OrderStatus.IN_PROCESS,
        lines=lines,
        shipping=delivery(lines, parent.customer.currency) if story.charged else 0,
        relation=DemoRelation(parent.key, story.kind, story.reason, story.role, kept),
    )
    settled = settle(draw, order, DONE if (draw.end - at).days > 3 else NEW)
    text = draw.random.choice(story.notes).format(
        name=spoken(lines[0].sku),
        kept=spoken(kept) if kept else "",
    )
    note = DemoNote("customer_service", text[0].upper() + text[1:], author, at)
    return replace(settled, notes=(note,))


def _roots(draw: Draw, orders: list[DemoOrder]) -> list[DemoOrder]:
    fit: dict[bool, list[DemoOrder]] = defaultdict(list)
    for order in orders:
        age = (draw.end - order.placed_at).days
        if _NEWEST_PARENT <= age <= _OLDEST_PARENT and _may_come_back(order):
            fit[age <= 60].append(order)
    recent = draw.random.sample(fit[True], _RECENT)
    return recent + draw.random.sample(fit[False], FAMILIES - len(recent))


def _may_come_back(order: DemoOrder) -> bool:
    return order.status == OrderStatus.COMPLETED and not order.sum_of("refund")


def _child(draw: Draw, key: str, parent: DemoOrder, *, first: bool) -> DemoOrder:
    choices = FIRST_STORIES if first else LATER_STORIES
    stories = [story for story, _ in choices]
    drawn = draw.random.choices(stories, weights=[share for _, share in choices], k=_TRIES)
    for story in (*drawn, FALLBACK):
        if lines := answering_lines(draw.random, parent, story):
            break
    arrived = max([parent.placed_at, *(parcel.at for parcel in parent.shipments)])
    return related(draw, key, parent, story, lines, draw.office(arrived, 2, 12))

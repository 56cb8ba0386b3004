"""Which lines of a demo child order answer which lines of its parent, and at what price."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

from orderkin.demo.baskets import line
from orderkin.demo.catalogue import accessories, leaves, product, spare_parts
from orderkin.demo.shapes import DemoLine, DemoOrder
from orderkin.demo.stories import GIFTS, MIX_UPS, UPGRADES, Story

Lines = tuple[DemoLine, ...]
# Euro cents: nobody calls about one cracked bulb, and a bag of screws is never defective.
_WORTH_A_CALL: Final = 2_000
_CAN_BREAK: Final = 500


def answering_lines(random: Random, parent: DemoOrder, story: Story) -> Lines:
    """The child's lines; none when this story cannot have happened to this parent."""
    found = _PICKS[story.picks](random, parent, story)
    return found if story.charged else tuple(_given(one) for one in found)


def _given(charged: DemoLine) -> DemoLine:
    return replace(charged, unit_price=0, basis="free")


def _same_unit(random: Random, parent: DemoOrder, story: Story) -> Lines:
    places = [
        place for place, bought in enumerate(parent.lines) if _may_be_sent_again(bought.sku, story)
    ]
    if not places:
        return ()
    place = random.choice(places)
    return (line(parent.lines[place].sku, 1, parent.customer, answers=place),)


def _may_be_sent_again(sku: str, story: Story) -> bool:
    if story.kind == "wrong_item_kept":
        return sku in MIX_UPS
    return product(sku).price >= _WORTH_A_CALL


def _every_line(_random: Random, parent: DemoOrder, _story: Story) -> Lines:
    return tuple(
        line(bought.sku, bought.quantity, parent.customer, answers=place)
        for place, bought in enumerate(parent.lines)
    )


def _part(random: Random, parent: DemoOrder, story: Story) -> Lines:
    fitting = [
        (place, part.sku)
        for place, bought in enumerate(parent.lines)
        for part in spare_parts(bought.sku)
        if story.reason != "defective" or part.price >= _CAN_BREAK
    ]
    if not fitting:
        return ()
    place, sku = random.choice(fitting)
    inside = dict(leaves(parent.lines[place].sku))
    made = line(sku, 1, parent.customer, answers=place)
    return (replace(made, component=sku if sku in inside else ""),)


def _accessory(random: Random, parent: DemoOrder, _story: Story) -> Lines:
    have = {bought.sku for bought in parent.lines}
    fitting = [
        (place, extra.sku)
        for place, bought in enumerate(parent.lines)
        for extra in accessories(bought.sku)
        if extra.sku not in have
    ]
    if not fitting:
        return ()
    place, sku = random.choice(fitting)
    return (line(sku, random.choice((1, 1, 2)), parent.customer, answers=place),)


def _component(random: Random, parent: DemoOrder, _story: Story) -> Lines:
    inside = [
        (place, leaf)
        for place, bought in enumerate(parent.lines)
        if product(bought.sku).components
        for leaf, _ in leaves(bought.sku)
        if product(leaf).sold_alone
    ]
    if not inside:
        return ()
    place, leaf = random.choice(inside)
    return (replace(line(leaf, 1, parent.customer, answers=place), component=leaf),)


def _swap(random: Random, parent: DemoOrder, _story: Story) -> Lines:
    places = [place for place, bought in enumerate(parent.lines) if bought.sku in UPGRADES]
    if not places:
        return ()
    bought = parent.lines[place := random.choice(places)]
    better = line(UPGRADES[bought.sku], 1, parent.customer, answers=place)
    paid = bought.net // bought.quantity
    return (replace(better, unit_price=max(0, better.list_price - paid), basis="difference"),)


def _gift(_random: Random, parent: DemoOrder, _story: Story) -> Lines:
    return (line(GIFTS[parent.company], 1, parent.customer),)


_PICKS: Final[dict[str, Callable[[Random, DemoOrder, Story], Lines]]] = {
    "same_unit": _same_unit,
    "every_line": _every_line,
    "part": _part,
    "accessory": _accessory,
    "component": _component,
    "swap": _swap,
    "gift": _gift,
}

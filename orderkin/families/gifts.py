"""Gifts of what was never sold: one product is given once per family (pure).

The line map counts what answers a sold line. A free product that answers none is counted here, by
its SKU and by what the lines of the family say, so that edits need no second book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from orderkin.families.guarding import Asked, Finding, Standing


@dataclass(frozen=True, slots=True)
class Gift:
    """Units of a product that an order of the family gives free; `answers` says for a sold line."""

    order: int
    number: str
    sku: str
    quantity: int
    answers: bool = False


@dataclass(frozen=True, slots=True)
class AskedGift:
    """A free line about to be created, of a product that the parent did not sell."""

    sku: str
    name: str
    quantity: int
    answers: bool = False


def given_from_below(
    asked: Iterable[Asked], own: Mapping[int, Standing], gifts: Iterable[Gift]
) -> list[Finding]:
    """Units of a sold product that were given below another order, where no line was theirs.

    They are units that were sold here: together with what the line map counts they are not more.
    `own` are the standings of the parent's lines.
    """
    loose: dict[str, list[Gift]] = {}
    for gift in gifts:
        if not gift.answers:
            loose.setdefault(gift.sku, []).append(gift)
    wanted: dict[str, list[Asked]] = {}
    for one in asked:
        if one.role == "replaces" and one.line in own and own[one.line].sku in loose:
            wanted.setdefault(own[one.line].sku, []).append(one)
    found = []
    for sku, lines in wanted.items():
        states = [state for state in own.values() if state.sku == sku]
        units, given = (sum(x.quantity for x in rows) for rows in (lines, loose[sku]))
        if units + given > sum(state.open_units for state in states):
            numbers = [
                *(n for x in states for n in x.sent_whole_by),
                *(g.number for g in loose[sku]),
            ]
            done = given + sum(state.sent_whole for state in states)
            sold = sum(state.sold for state in states)
            orders = tuple(dict.fromkeys(numbers))
            first = lines[0]
            found.append(
                Finding("more_than_sold", first.line, first.name, units, done, sold, orders)
            )
    return found


def given_again(asked: Iterable[AskedGift], gifts: Iterable[Gift]) -> list[Finding]:
    """What the family was given before, one finding per product; the first time is nobody's matter.

    A gift for no sold line repeats any earlier one. One that answers a sold line repeats only those
    that answered none: what was sent for other lines is the line map's to count.
    """
    given = list(gifts)
    wanted: dict[str, list[AskedGift]] = {}
    for one in asked:
        wanted.setdefault(one.sku, []).append(one)
    found = []
    for sku, lines in wanted.items():
        for_none = not all(one.answers for one in lines)
        earlier = [x for x in given if x.sku == sku and (for_none or not x.answers)]
        if earlier:
            orders = tuple(dict.fromkeys(one.number for one in earlier))
            units, done = (sum(x.quantity for x in rows) for rows in (lines, earlier))
            found.append(Finding("given_again", 0, lines[0].name, units, done, 0, orders))
    return found

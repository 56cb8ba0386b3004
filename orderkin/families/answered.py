"""Which sold line a wished line answers, whichever way it is asked for (pure)."""

from __future__ import annotations

from collections.abc import Iterable

from orderkin.families.facts import Facts, LineFacts
from orderkin.families.kit_answers import inside
from orderkin.families.matching import first_open
from orderkin.families.wishes import WishLine
from orderkin.lib.errors import NotFound


def answered_line(facts: Facts, wish: WishLine, field: str) -> LineFacts | None:
    """The line or component a wish answers. Raises NotFound for a line that is not there.

    A product that lies in the named kit is that component; a spare part belongs to the piece it
    fits. Named by its SKU alone, a sold product is the sold unit, and a spare part is one of it.
    """
    named = _named(facts, wish.parent_line, field)
    if not wish.sku or (named and named.sku == wish.sku):
        return named
    within = _within(facts, named) if named else facts.lines
    return _same_product(facts, wish, within) or _fitted(facts, wish, named) or named


def only_line(facts: Facts) -> LineFacts | None:
    """The line of an order that has only one: what replaces anything replaces it."""
    lines = [line for line in facts.lines if line.kit_line is None]
    return lines[0] if len(lines) == 1 else None


def is_spare(facts: Facts, sold: LineFacts, sku: str) -> bool:
    """Whether the SKU is a spare part of what was sold, or of something in the same kit."""
    fits = facts.spares.get(sku, frozenset())
    return any(line.product_id in fits for line in _kit_of(facts, sold))


def _named(facts: Facts, line_id: int | None, field: str) -> LineFacts | None:
    if line_id is None:
        return None
    for line in facts.lines:
        if line.id == line_id:
            return line
    sentence = f"Order {facts.parent.number} has no line {line_id}."
    raise NotFound(sentence, code="unknown_line", field=f"{field}.parent_line")


def _same_product(facts: Facts, wish: WishLine, lines: Iterable[LineFacts]) -> LineFacts | None:
    same = [line for line in lines if line.sku == wish.sku]
    if not same:
        return None
    same.sort(key=lambda line: (line.kit_line is not None, line.position))
    standings = facts.standings
    open_units = {line.id: standings[line.id].open_units for line in same}
    answered = first_open([line.id for line in same], wish.quantity, open_units)
    return next(line for line in same if line.id == answered)


def _fitted(facts: Facts, wish: WishLine, named: LineFacts | None) -> LineFacts | None:
    """The piece a spare part fits, the last within its kit, as the picker shows it.

    Of several kits the one that none was sent for yet.
    """
    fits = facts.spares.get(wish.sku, frozenset())
    lines = [x for x in (_kit_of(facts, named) if named else facts.lines) if x.product_id in fits]
    if not lines:
        return None
    last = {_top(facts, line): line for line in sorted(lines, key=lambda x: x.position)}
    standings = facts.standings
    order = sorted(
        last.values(), key=lambda x: (standings[x.id].parts.get(wish.sku, 0), x.position)
    )
    return order[0]


def _within(facts: Facts, line: LineFacts) -> list[LineFacts]:
    below = {part.id for part in inside(line.id, facts.sold_lines())}
    return [one for one in facts.lines if one.id in below]


def _kit_of(facts: Facts, line: LineFacts) -> list[LineFacts]:
    """Everything in the same kit, the outermost kit included."""
    top = _top(facts, line)
    return [one for one in facts.lines if _top(facts, one) == top]


def _top(facts: Facts, line: LineFacts) -> int:
    by_id = {one.id: one for one in facts.lines}
    while line.kit_line in by_id:
        line = by_id[line.kit_line]
    return line.id

"""How many units of a sold line the customer can have in hand (pure)."""

from __future__ import annotations

from orderkin.families.facts import Facts, LineFacts


def units_left(facts: Facts, line: LineFacts) -> int:
    """Units that were shipped; of a kit, the sets of which every component was.

    What needs no parcel and all of an order that is completed count as having arrived: a channel
    may call an order completed without saying what was in its parcels.
    """
    if facts.parent.status == "completed":
        return line.quantity
    inside = [part for part in facts.lines if part.kit_line == line.id]
    if inside:
        sets = (units_left(facts, part) * line.quantity // part.quantity for part in inside)
        return min(line.quantity, *sets)
    return line.shipped if line.ships else line.quantity

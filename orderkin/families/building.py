"""How many more of a sold kit the shelf has parts for (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from orderkin.families.facts import LineFacts


def can_be_built(kit: LineFacts, lines: Sequence[LineFacts]) -> int | None:
    """Whole kits that can be put together from what is on the shelf; None when nothing is counted.

    The part of which there is least decides; a kit inside it has parts of its own.
    """
    inside = (line for line in lines if line.kit_line == kit.id)
    return _least(_kits_from(part, kit, lines) for part in inside)


def _kits_from(part: LineFacts, kit: LineFacts, lines: Sequence[LineFacts]) -> int | None:
    have = can_be_built(part, lines) if part.is_kit else part.available
    if have is None:
        return None
    # What one kit needs, rounded up: a part of a part is not sent.
    each = -(-part.quantity // kit.quantity) if kit.quantity else 0
    return max(0, have) // each if each else None


def _least(counts: Iterable[int | None]) -> int | None:
    return min((count for count in counts if count is not None), default=None)

"""How far the contents of kits are moved in: one step for each kit that they lie in (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def kit_depths(lines: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """For each line the number of kits around it, from pairs of a line and the kit it lies in."""
    kit_of = dict(lines)
    return {line: sum(1 for _kit in _around(line, kit_of)) for line in kit_of}


def _around(line: int, kit_of: Mapping[int, int | None]) -> Iterator[int]:
    kit = kit_of[line]
    while kit is not None:
        yield kit
        kit = kit_of.get(kit)

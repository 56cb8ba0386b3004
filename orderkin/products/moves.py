"""A movement of stock (pure)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """Units promised (`committed`) and units that came or went (`on_hand`), signed."""

    committed: int = 0
    on_hand: int = 0

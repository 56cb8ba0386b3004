"""Chance that is the same on every machine: numbers drawn from a name, not from a state."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A supply of about 500 random bits that follow from a subject and its number alone."""

    __slots__ = ("_left",)

    def __init__(self, subject: str, number: int) -> None:
        self._left = int.from_bytes(blake2b(f"{subject}{number}".encode()).digest(), "big")

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` - 1."""
        self._left, drawn = divmod(self._left, limit)
        return drawn

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def chance(self, in_a_thousand: int) -> bool:
        return self.below(1000) < in_a_thousand

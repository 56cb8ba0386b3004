"""Evidence that one order belongs to another, read from numbers and words (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Endings that other systems and people hang on a number when the order is made again.
_WORDS = {
    "reship": 95, "resend": 95, "resent": 95, "replacement": 95, "repl": 90, "rma": 85,
    "exchange": 90, "exch": 90, "redo": 85, "remake": 85, "parts": 85, "part": 80, "missing": 80,
    "r": 80, "rs": 80, "rp": 80, "x": 70, "copy": 70,
}  # fmt: skip
_SUFFIX = re.compile(r"^(?P<base>.*?\d)[-_/ .](?P<tail>[A-Za-z]{1,12}\d{0,2}|\d{1,2})$")
_NOTES = (
    (re.compile(r"related order (?P<n>#?[\w-]*\d[\w-]*) created by", re.IGNORECASE), 97, "child"),
    (re.compile(r"(?:replacement|reship(?:ment)?|resend|exchange|parts?) (?:for|of|to) "
                r"(?:the )?(?:original )?order (?:no\.? |number )?(?P<n>#?[\w-]*\d[\w-]*)",
                re.IGNORECASE), 92, "parent"),
    (re.compile(r"(?:original|parent|previous) order:? (?:no\.? |number )?(?P<n>#?[\w-]*\d[\w-]*)",
                re.IGNORECASE), 92, "parent"),
    (re.compile(r"replaced by (?:order )?(?P<n>#?[\w-]*\d[\w-]*)", re.IGNORECASE), 92, "child"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence; `surety` is per cent."""

    code: str
    text: str
    surety: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """`child` may belong to `parent` (the desk's numbers), `surety` per cent, for these reasons."""

    child: str
    parent: str
    surety: int
    clues: tuple[Clue, ...]


# What speaks against: it makes nothing surer.
OTHER_CUSTOMER = Clue("other_customer", "", 0)


def doubted(clue: Clue) -> Clue:
    """The same evidence between orders of different customers: two thirds as sure."""
    return Clue(clue.code, clue.text, clue.surety * 2 // 3)


def base_of(number: str) -> tuple[str, Clue] | None:
    """The number this one was made from: `1001-1`, `1001_R`, `1001-RESHIP` come from `1001`."""
    match = _SUFFIX.match(number)
    if match is None:
        return None
    tail = match["tail"].casefold()
    surety = 75 if tail.isdigit() else _WORDS.get(tail.rstrip("0123456789"), 0)
    return (match["base"], Clue("suffix", number, surety)) if surety else None


def named_in(note: str) -> list[tuple[str, str, Clue]]:
    """Orders a note names as (number, 'parent' or 'child' of the note's order, evidence)."""
    return [
        (match["n"], role, Clue("note", match[0][:120], surety))
        for pattern, surety, role in _NOTES
        for match in pattern.finditer(note)
    ]


def together(clues: Iterable[Clue]) -> int:
    """How sure several pieces of evidence are together, per cent; never certain."""
    doubt = 1.0
    for clue in clues:
        doubt *= 1 - clue.surety / 100
    return min(99, round((1 - doubt) * 100))

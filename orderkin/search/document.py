"""What the index holds for one order, and the patterns that are looked for in it (pure).

The text is a list of entries, one to a line, in marked sections. A mark stands exactly once in a
text and never in an entry, so a pattern can say "anywhere", "in this section" or "begins here".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

from orderkin.customers.addresses import Address
from orderkin.search.mailboxes import coded
from orderkin.search.words import SHORTEST, phone, spell, squash

Section = Literal["numbers", "customer", "places", "skus", "tracking"]
SECTIONS: tuple[Section, ...] = ("numbers", "customer", "places", "skus", "tracking")
_MARKS = {name: chr(1 + at) for at, name in enumerate(SECTIONS)}
_END = chr(1 + len(SECTIONS))
LONGEST = 100_000
_ID_BITS = 31
ID_MASK = 2**_ID_BITS - 1
_LAST_SECOND = 2**32 - 1


def place(placed_at: datetime, order_id: int) -> int:
    """Where an order stands among all, newest highest: second of its date, then its id.

    One number that both databases can page by, and that SQLite's index walks in order.
    """
    second = min(max(int(placed_at.astimezone(UTC).timestamp()), 0), _LAST_SECOND)
    return int(second << _ID_BITS | order_id & ID_MASK)


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be typed to find one order, as stored with it."""

    number: str
    channel_number: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    addresses: tuple[Address, ...] = ()
    skus: tuple[str, ...] = ()
    tracking: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def text(self) -> str:
        """The text of the index for everything but notes."""
        return with_numbers(self.number, self.channel_number, self.besides_numbers())

    def besides_numbers(self) -> str:
        """The sections after the numbers: all that can be told before the order has its number."""
        homes = self.addresses
        people = [self.name, *(a.name for a in homes), *(a.business for a in homes)]
        phones = [phone(number) for number in (self.phone, *(a.phone for a in homes)) if number]
        entries: dict[Section, Iterable[str]] = {
            "customer": [*_spelled(people), coded(spell(self.email)), *phones],
            "places": _spelled_often(line for a in homes for line in _where(a)),
            "skus": _spelled_often(self.skus),
            "tracking": [*_spelled(self.tracking), *map(squash, self.tracking)],
        }
        return "".join([_MARKS[name] + _entries(entries[name]) for name in SECTIONS[1:]])

    def notes_text(self) -> str:
        """The text of the index for notes: their lines, as entries."""
        return _entries(_spelled(line for note in self.notes for line in note.splitlines()))[
            :LONGEST
        ]


def with_numbers(number: str, channel_number: str, besides: str) -> str:
    """The whole text: an order's numbers, then what `besides_numbers` told."""
    numbers = _MARKS["numbers"] + _entries(_spelled([number, channel_number]))
    return (numbers + besides)[: LONGEST - 1] + _END


def _where(address: Address) -> list[str]:
    town = f"{address.postcode} {address.city}"
    solid = "".join(address.postcode.split())
    return [address.line1, address.line2, town, solid, address.region]


def _spelled(entries: Iterable[str]) -> list[str]:
    return [spell(entry) for entry in entries if entry]


def _spelled_often(entries: Iterable[str]) -> list[str]:
    """Towns and SKUs come again with the next order."""
    return [_known(entry) for entry in entries if entry]


_known = lru_cache(maxsize=5_000)(spell)


def _entries(entries: Iterable[str]) -> str:
    once = [entry for entry in dict.fromkeys(entries) if entry]
    return "\n" + "".join(f"{entry}\n" for entry in once) if once else ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One needle and where it may stand: in which column, section, and at which end of an entry."""

    needle: str
    column: Literal["text", "notes"] = "text"
    section: Section | None = None
    begins: bool = False
    ends: bool = False

    @property
    def phrase(self) -> str:
        """The run of characters that the index must hold."""
        return ("\n" if self.begins else "") + self.needle + ("\n" if self.ends else "")

    @property
    def indexable(self) -> bool:
        """Whether both databases can look this up: three characters, two of them no signs."""
        return len(self.needle) >= SHORTEST and sum(c.isalnum() for c in self.needle) > 1

    def like(self) -> str:
        """The pattern for LIKE, with a backslash as the escape character."""
        phrase = self.phrase
        for special in ("\\", "%", "_"):
            phrase = phrase.replace(special, "\\" + special)
        if self.section is None:
            return f"%{phrase}%"
        begin = _MARKS[self.section]
        end = chr(ord(begin) + 1)
        return f"%{begin}%{phrase}%{end}%"

"""Dates as files write them. Day and month are never guessed: a file that leaves it open asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from orderkin.imports.problems import Unreadable
from orderkin.lib.text import fold

_CLOCK = r"(?P<h>\d\d?):(?P<min>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
_TIME = rf"(?:[T,\s]+{_CLOCK}\s*(?P<ap>[AaPp]\.?[Mm]\.?)?)?"
_ZONE = r"\s*(?P<zone>Z|z|UTC|GMT|[+-]\d\d:?\d\d)?"
_YEAR_FIRST = re.compile(rf"^(?P<y>\d{{4}})[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?){_TIME}{_ZONE}$")
_NUMBERS = re.compile(rf"^(?P<a>\d\d?)[-/.](?P<b>\d\d?)[-/.](?P<y>\d{{4}}|\d\d){_TIME}{_ZONE}$")
_DAY_NAME = re.compile(
    rf"^(?P<d>\d\d?)\.?[-\s/]+(?:de\s)?(?P<name>[^\W\d]+)\.?[-\s/,]+(?:de\s)?(?P<y>\d{{4}}|\d\d){_TIME}{_ZONE}$"
)
_NAME_DAY = re.compile(
    rf"^(?P<name>[^\W\d]+)\.?[-\s]+(?P<d>\d\d?)(?:st|nd|rd|th)?,?[-\s]+(?P<y>\d{{4}}|\d\d){_TIME}{_ZONE}$"
)
_COMPACT = re.compile(r"^(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)$")

# Folded beginnings of month names: English, German, French, Spanish, Italian, Dutch, Portuguese,
# Swedish, Polish. Longer beginnings come first where a shorter one would be taken for another.
_MONTHS = (
    ("juil", 7), ("juin", 6), ("janv", 1), ("jan", 1), ("jän", 1), ("ene", 1), ("gen", 1),
    ("sty", 1), ("feb", 2), ("fev", 2), ("lut", 2), ("mar", 3), ("mrz", 3), ("mae", 3),
    ("maar", 3), ("mrt", 3), ("apr", 4), ("avr", 4), ("abr", 4), ("kwi", 4), ("may", 5),
    ("mai", 5), ("mei", 5), ("mag", 5), ("maj", 5), ("jun", 6), ("giu", 6), ("cze", 6),
    ("jul", 7), ("lug", 7), ("lip", 7), ("aug", 8), ("aou", 8), ("ago", 8), ("sie", 8),
    ("sep", 9), ("set", 9), ("wrz", 9), ("oct", 10), ("okt", 10), ("out", 10), ("ott", 10),
    ("paz", 10), ("nov", 11), ("lis", 11), ("dec", 12), ("dez", 12), ("dic", 12), ("gru", 12),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def read_date(text: str, *, order: str = "", zone: str = "UTC") -> datetime:
    """The moment in UTC. `order` (dmy or mdy) settles 04/05/26; `zone` fills in a missing one.

    Raises Unreadable: not_a_date, or date_ambiguous when only a person can say.
    """
    text = text.strip().strip("\u200e\u200f")
    found = _year_first(text) or _numbers(text, order) or _named(text)
    if found is None:
        raise Unreadable("not_a_date", text=text)
    match, year, month, day = found
    try:
        local = datetime(_full(year), month, day, *_clock(match), tzinfo=_zone(match, zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise Unreadable("not_a_date", text=text) from wrong


_Found = tuple[re.Match[str], str, int, int]


def _year_first(text: str) -> _Found | None:
    match = _YEAR_FIRST.match(text) or _COMPACT.match(text)
    return (match, match["y"], int(match["m"]), int(match["d"])) if match else None


def _numbers(text: str, order: str) -> _Found | None:
    match = _NUMBERS.match(text)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    settled = order or _proved(first, second)
    if not settled and first != second:
        raise Unreadable("date_ambiguous", text=text)
    day, month = (second, first) if settled == "mdy" else (first, second)
    return match, match["y"], month, day


def _proved(first: int, second: int) -> str:
    if first > 12 >= second:
        return "dmy"
    return "mdy" if second > 12 >= first else ""


def _named(text: str) -> _Found | None:
    match = _DAY_NAME.match(text) or _NAME_DAY.match(text)
    if match is None:
        return None
    name = fold(match["name"])
    for beginning, month in _MONTHS:
        if name.startswith(beginning):
            return match, match["y"], month, int(match["d"])
    return None


def _clock(match: re.Match[str]) -> tuple[int, int, int]:
    parts = match.groupdict()
    if parts.get("h") is None:
        return 0, 0, 0
    hour, half = int(parts["h"]), (parts["ap"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        raise ValueError(hour)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(parts["min"]), int(parts["s"] or 0)


def is_zone(name: str) -> bool:
    """Whether `name` is a time zone, like Europe/Berlin."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _zone(match: re.Match[str], zone: str) -> timezone | ZoneInfo:
    told = match.groupdict().get("zone") or ""
    if not told:
        return ZoneInfo(zone or "UTC")
    if told.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    hours, minutes = int(told[1:3]), int(told[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if told[0] == "-" else offset)


def _full(year: str) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def lacks_zone(text: str) -> bool:
    """Whether this is a date that leaves its zone open."""
    for shape in (_YEAR_FIRST, _NUMBERS, _DAY_NAME, _NAME_DAY):
        match = shape.match(text.strip())
        if match:
            return not match["zone"]
    return False


def date_orders(samples: Iterable[str]) -> tuple[frozenset[str], bool]:
    """(orders the samples prove, whether any needs one): two orders mean a mixed column."""
    proved: set[str] = set()
    needed = False
    for text in samples:
        match = _NUMBERS.match(text.strip())
        if match is None:
            continue
        first, second = int(match["a"]), int(match["b"])
        order = _proved(first, second)
        if order:
            proved.add(order)
        elif first != second:
            needed = True
    return frozenset(proved), needed

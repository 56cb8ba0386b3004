"""How text is written in the index and how typed words are written to be found there (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from orderkin.lib.text import Signs, digits, plain, single_spaced
from orderkin.search.mailboxes import coded_forms

SHORTEST = 3
_PHONE = re.compile(r"\+?[\d\s()./-]+")
_TRUNK = re.compile(r"\(0\)")
_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("‘’ʼ´`", "'"))
_LETTERS = "bcdfghjklmnprstv"  # sixteen, one for each hexadecimal digit
_WHOLE_NUMBER = 7
_SAME_LINE = 8  # digits that tell two phone lines apart, however the country was written


def spell(text: str) -> str:
    """Text as the index holds it: folded, without invisible marks, signs and ideographs plain.

    One ideograph says as much as a Latin syllable, but the index knows only runs of three letters;
    spelled as five letters, a family name of one or two characters is found like any other.
    """
    return single_spaced(text.translate(_SPELLED))


def _spelled(character: str) -> str:
    if unicodedata.category(character) in {"Cf", "Cc", "Cs"} and character not in "\t\n":
        return ""
    return "".join(_letters(c) for c in plain(character.translate(_SIGNS)))


def _letters(character: str) -> str:
    code = ord(character)
    if 0x3041 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF:
        return "q" + "".join(_LETTERS[int(digit, 16)] for digit in f"{code:04x}")
    return character


_SPELLED = Signs(_spelled)


def squash(text: str) -> str:
    """A number as machines compare it: `1Z 999-AA1` is `1z999aa1`."""
    return re.sub(r"[^0-9a-z]", "", spell(text))


def phone(text: str) -> str:
    """A phone number for the index: its digits, without the trunk zero written in brackets."""
    return digits(_TRUNK.sub("", text)).lstrip("0")


def typed_phone(text: str) -> str | None:
    """The digits to look for when `text` has the shape of a phone number, else None.

    A number with its country is found by its last eight digits, because the shop may have written
    it with or without the country.
    """
    if not _PHONE.fullmatch(text):
        return None
    found = digits(text)
    if len(found) >= _WHOLE_NUMBER:
        found = phone(text)  # shorter ones are the last digits, and a zero is one of them
    international = text.startswith(("+", "00")) and len(found) > _SAME_LINE + 1
    if international:
        return found[-_SAME_LINE:]
    return found if len(found) >= SHORTEST else None


def needles(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """What the index must hold for these typed words: all of the groups, any needle of a group.

    Words that together look like a phone number are one, or a phrase (`392 32` is a postcode);
    words that are all too short for the index are a phrase (`jo li` finds Jo Lindgren).
    """
    spelled = [word for word in (spell(word) for word in words) if word]
    joined = " ".join(spelled)
    if len(spelled) > 1 and (number := typed_phone(joined)):
        return ((number, joined),)
    if len(spelled) > 1 and all(len(word) < SHORTEST for word in spelled):
        return ((joined,),)
    return tuple(_alternatives(word) for word in spelled)


def _alternatives(word: str) -> tuple[str, ...]:
    number = typed_phone(word)
    if number is None or number == word:
        return (word, *coded_forms(word))
    return (number,) if number in word else (word, number)

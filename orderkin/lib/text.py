"""Text as people type it, made safe to store and easy to compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from orderkin.lib.errors import Invalid

_KEPT_SIGNS = 20_000


class Signs(dict[int, str]):
    """A table for `str.translate` that works out each character when it first meets it.

    Every order's words are folded while somebody waits; character by character in Python that
    costs more than the database does.
    """

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def __missing__(self, code: int) -> str:
        changed = self._change(chr(code))
        if len(self) < _KEPT_SIGNS:
            self[code] = changed
        return changed


def plain(character: str) -> str:
    """One character in lower case, without accents; compatibility forms become what they mean."""
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


_PLAIN = Signs(plain)


def fold(text: str) -> str:
    """Lower case without accents or doubled spaces: `Åse  LINDQVIST` becomes `ase lindqvist`."""
    return single_spaced(text.translate(_PLAIN))


def single_spaced(text: str) -> str:
    """Every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def digits(text: str) -> str:
    """Only the decimal digits, as ASCII: a phone number ready to be compared by its end."""
    return text.translate(_DIGITS)


_DIGITS = Signs(lambda c: str(unicodedata.digit(c)) if c.isdecimal() else "")


def clean(text: str, *, field: str, limit: int) -> str:
    """Text fit for storage: newlines unified, ends trimmed.

    Raises Invalid for a NUL (PostgreSQL cannot hold one) or lone surrogate, and above `limit`
    characters. Right-to-left and combining characters are people's names and stay.
    """
    if "\x00" in text:
        raise Invalid("The text contains a NUL character.", code="nul_character", field=field)
    try:
        text.encode()
    except UnicodeEncodeError as wrong:
        message = "The text is not valid Unicode."
        raise Invalid(message, code="not_unicode", field=field) from wrong
    trimmed = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(trimmed) > limit:
        raise Invalid(
            f"The text has {len(trimmed):,} characters; at most {limit:,} fit.",
            code="too_long",
            field=field,
            details={"length": len(trimmed), "limit": limit},
        )
    return trimmed


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def is_email(text: str) -> bool:
    """Whether it has the shape of an e-mail address; only a letter that arrives proves one."""
    return _EMAIL.fullmatch(text) is not None

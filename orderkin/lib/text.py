"""Text as people type it, made safe to store and easy to compare."""

from __future__ import annotations

import re
import unicodedata

from orderkin.lib.errors import Invalid

_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case without accents or doubled spaces: `Åse  LINDQVIST` becomes `ase lindqvist`."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SPACE.sub(" ", bare.casefold()).strip()


def digits(text: str) -> str:
    """Only the decimal digits, as ASCII: a phone number ready to be compared by its end."""
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdecimal())


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

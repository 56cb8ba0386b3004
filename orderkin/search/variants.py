"""The ways one number is written in different systems (pure)."""

from __future__ import annotations

import unicodedata

from orderkin.search.words import squash


def variants(typed: str) -> tuple[str, ...]:
    """What to compare exactly: as typed, in either case, with and without `#`, without blanks."""
    shown = "".join(c for c in typed if unicodedata.category(c) != "Cf")
    bare = unicodedata.normalize("NFKC", shown).strip()
    plain = bare.lstrip("#").strip()
    solid = "".join(plain.split())
    forms = (bare, plain, f"#{plain}", solid, squash(plain))
    return tuple(
        dict.fromkeys(form for one in forms if one for form in (one, one.upper(), one.lower()))
    )

"""The ways one number is written in different systems (pure)."""

from __future__ import annotations

from orderkin.search.words import squash


def variants(typed: str) -> tuple[str, ...]:
    """What to compare exactly: as typed, in either case, with and without `#`, without blanks."""
    bare = typed.strip()
    plain = bare.lstrip("#").strip()
    solid = "".join(plain.split())
    forms = (bare, plain, f"#{plain}", solid, squash(plain))
    return tuple(
        dict.fromkeys(form for one in forms if one for form in (one, one.upper(), one.lower()))
    )

"""Countries as files name them, to ISO 3166 alpha-2."""

from __future__ import annotations

from functools import cache

from babel import Locale

from orderkin.lib.text import fold

_LOCALES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "pl")
_ALSO = {
    "usa": "US", "u.s.a.": "US", "united states of america": "US", "america": "US",
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "great britain": "GB", "eire": "IE", "republic of ireland": "IE", "rsa": "ZA",
    "holland": "NL", "the netherlands": "NL", "czech republic": "CZ", "korea": "KR",
    "south korea": "KR", "russia": "RU", "vietnam": "VN", "turkey": "TR", "uae": "AE",
    "hong kong": "HK", "macedonia": "MK", "ivory coast": "CI",
}  # fmt: skip


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in _LOCALES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "EU", "UN", "EZ"}:
                names.setdefault(fold(name), code)
                names.setdefault(code.casefold(), code)
    return names | _ALSO


@cache
def country_code(text: str) -> str:
    """`United States`, `Frankreich`, `us` or `EIRE` as ISO alpha-2; empty when nobody knows it."""
    return _names().get(fold(text), "")

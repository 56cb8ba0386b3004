"""Parts of a page that are the same for many readers: drawn once, with places left open.

The bar, the menus and the dialogs were half of what an order page costs to draw. They depend on
few facts (who, which actions); what differs on every page (number, address, token) is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# Letters only, so that a mark stays itself within an address.
OPEN = {name: f"zQ{name}Qz" for name in ("token", "path", "typed", "number", "units")}
Facts = tuple[tuple[str, object], ...]


def drawn(template: str, facts: Mapping[str, object]) -> SafeString:
    """`template` drawn with hashable `facts`, the same until a fact changes."""
    text = _draw(template, get_language() or "", tuple(sorted(facts.items())))
    return mark_safe(text)  # noqa: S308 - the template escapes


def stamp(
    template: str, facts: Mapping[str, object], request: HttpRequest, **values: str
) -> SafeString:
    """`template` drawn with hashable `facts`, its open places filled with this page's `values`."""
    text: str = drawn(template, facts)
    filled = {
        "token": _token(request),
        "path": escape(request.get_full_path()),
        **{name: escape(value) for name, value in values.items()},
    }
    for name, value in filled.items():
        text = text.replace(OPEN[name], value)
    return mark_safe(text)  # noqa: S308 - the template escapes, and so do the filled values


def _token(request: HttpRequest) -> str:
    """One token for all forms of a page: each new one is sixty-four draws of chance."""
    kept: str | None = request.META.get("desk.form_token")
    if kept is None:
        kept = request.META["desk.form_token"] = get_token(request)
    return kept


@lru_cache(maxsize=2048)
def _draw(template: str, language: str, facts: Facts) -> str:
    return render_to_string(template, {**dict(facts), "open": OPEN})

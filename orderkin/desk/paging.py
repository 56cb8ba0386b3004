"""Pages of rows as the desk's lists ask for them."""

from __future__ import annotations

from django.http import HttpRequest


def after_of(request: HttpRequest) -> int:
    """The row id after which the page begins; 0 for anything made up."""
    text = request.GET.get("after", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0

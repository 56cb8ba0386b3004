"""Icons as inline drawings, read once from the installed icon set."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"^[a-z0-9-]+$")
_OPENING = re.compile(r"<svg[^>]*>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DRAWN = (
    '<svg class="icon" aria-hidden="true" viewBox="0 0 24 24" fill="{fill}" stroke="{stroke}"'
    ' stroke-linecap="round" stroke-linejoin="round">'
)


@cache
def drawing(name: str) -> SafeString:
    """The icon of this name as an inline SVG that readers of the screen pass over.

    An icon that is not installed is left out: a missing picture must never take a page down.
    """
    file = Path(settings.FRONTEND) / "icons" / f"{name}.svg"
    if not _NAME.match(name) or not file.is_file():
        return SafeString("")
    svg = _COMMENT.sub("", file.read_text(encoding="utf-8"))
    filled = name.endswith("-filled")
    opening = _DRAWN.format(
        fill="currentColor" if filled else "none", stroke="none" if filled else "currentColor"
    )
    body = _OPENING.sub(opening, svg, count=1)
    return mark_safe("".join(line.strip() for line in body.splitlines()))  # noqa: S308

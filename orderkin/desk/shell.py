"""What every page has around it: the bar's pages, the scripts, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCRIPTS = tuple(
    f"desk/{name}.js" for name in ("keys", "dialog", "outcome", "draft", "copy", "menu")
)


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the bar."""

    name: str
    text: str | Promise
    icon: str

    @property
    def url(self) -> str:
        return _address(self.name)


@cache
def _address(name: str) -> str:
    """Looked up once: every page asks where it is, among all places."""
    return reverse(f"desk:{name}")


PLACES = (
    Place("orders", _("Orders"), "package"),
    Place("customers", _("Customers"), "users"),
    Place("products", _("Products"), "tag"),
    Place("imports", _("Imports"), "file-import"),
    Place("settings", _("Client Settings"), "settings"),
)


def shell(request: HttpRequest) -> dict[str, object]:
    """Context of the base template."""
    return {
        "places": PLACES,
        "place_here": next((p.name for p in PLACES if request.path.startswith(p.url)), ""),
    }

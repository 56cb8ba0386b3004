"""Who tries to sign in and from where, for counting failures."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The visitor's address; behind a proxy the one it wrote last, which nobody can forge."""
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if told:
            return told
    return str(request.META.get("REMOTE_ADDR", ""))


def name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The name a sign-in was tried with, as employees are looked up: no case, no blanks around."""
    tried = (credentials or {}).get("username") or request.POST.get("email", "")
    return tried.strip().casefold()

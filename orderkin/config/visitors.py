"""Where a request comes from, for counting failed sign-ins."""

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The visitor's address; behind a proxy the one it wrote last, which nobody can forge."""
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if told:
            return told
    return str(request.META.get("REMOTE_ADDR", ""))

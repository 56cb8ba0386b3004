"""What is shown when a request cannot be served at all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from orderkin.desk.gates import kept, refused
from orderkin.lib.errors import NotFound


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return refused(request, NotFound(_("There is no page at this address.")))


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's proof of origin is missing or old, as after signing in again: offer it again."""
    context = {**kept(request), "stale": True}
    return render(request, "desk/signing_in/go_on.html", context, status=403)

"""What is shown when a request cannot be served at all."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from orderkin.desk.gates import kept, refused, to_sign_in
from orderkin.lib.errors import Invalid, NotFound


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return refused(request, NotFound(_("There is no page at this address.")))


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be taken: too large for a form, or made up."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
        sentence = _("That is more than %(most)s MB of text. Go back and send less at once.")
        response = refused(request, Invalid(sentence % {"most": most}))
        response.status_code = 413
        return response
    response = refused(request, Invalid(_("That could not be understood. Go back and try again.")))
    response.status_code = 400
    return response


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's proof of origin is missing or old, as after signing in again: offer it again."""
    request.POST.keys()  # read first: what is too large is refused as that, not as old
    if request.path == reverse("desk:sign_in"):
        return redirect("desk:sign_in")
    if not request.user.is_authenticated:
        return to_sign_in(request)
    context = {**kept(request), "stale": True}
    return render(request, "desk/signing_in/go_on.html", context, status=403)

"""Signing in and out, and the invitation's door."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from orderkin.client.actions.accept_invitation import accept_invitation
from orderkin.client.invitations import employee_behind
from orderkin.desk.actor import now
from orderkin.desk.forms.signing_in import AcceptInvitationForm, SignInForm
from orderkin.desk.gates import attempt, safe_address, status_of
from orderkin.lib.errors import NotFound

PAGE = "desk/signing_in/sign_in.html"
KEPT = "kept-"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with e-mail and password; the session gets a new key."""
    form = SignInForm(request.POST or None)
    to = safe_address(request, request.POST.get("next") or request.GET.get("next", ""), "desk:home")
    if form.is_valid():
        name, word = form.cleaned_data["email"].strip(), form.cleaned_data["password"]
        user = authenticate(request, username=name, password=word)
        if user is not None:
            login(request, user)
            return _go_on(request, to)
        form.add_error(None, _("E-mail and password do not match. Check both and try again."))
    status = 422 if form.is_bound else 200
    return render(request, PAGE, {"form": form, "next": to, **_kept(request)}, status=status)


def _kept(request: HttpRequest) -> dict[str, object]:
    fields = [
        (name.removeprefix(KEPT), value)
        for name, values in request.POST.lists()
        if name.startswith(KEPT)
        for value in values
    ]
    return {"kept_to": request.POST.get("kept_to", ""), "kept_fields": fields}


def _go_on(request: HttpRequest, to: str) -> HttpResponse:
    """To where one was going; a form that was on its way is offered again, never sent unasked."""
    kept = _kept(request)
    if kept["kept_to"]:
        kept["kept_to"] = safe_address(request, str(kept["kept_to"]), "desk:home")
        return render(request, "desk/signing_in/go_on.html", kept)
    return redirect(to)


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """The sign-in page after too many failures; django-axes calls it."""
    form = SignInForm(request.POST or None)
    form.is_valid()
    sentence = _("Too many failed sign-ins. Wait 15 minutes, or ask a Client Admin to invite you.")
    form.add_error(None, sentence)
    return render(request, PAGE, {"form": form, **_kept(request)}, status=429)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out: the session ends."""
    logout(request)
    return redirect("desk:sign_in")


@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """The invited person chooses a password; the link works once."""
    form = AcceptInvitationForm(request.POST or None)
    if form.is_valid():
        word = form.cleaned_data["password"]
        joined = attempt(
            form, lambda: accept_invitation(uid=uid, token=token, password=word, at=now())
        )
        if joined:
            login(request, joined, backend="orderkin.client.signed_in.EmployeeBackend")
            return redirect("desk:home")
    refusal = getattr(form, "refusal", None) or _dead(uid, token)
    status = status_of(refusal) if refusal else 200
    context = {"form": form, "refusal": refusal}
    return render(request, "desk/signing_in/invitation.html", context, status=status)


def _dead(uid: str, token: str) -> NotFound | None:
    """Why the link is good for nothing: said before anything is asked."""
    try:
        employee_behind(uid=uid, token=token, lock=False)
    except NotFound as gone:
        return gone
    return None

"""One's own profile: theme, zone, stars, API tokens, Security PIN."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from orderkin.client.actions.change_profile import change_profile
from orderkin.client.actions.make_api_token import make_api_token
from orderkin.client.actions.revoke_api_token import revoke_api_token
from orderkin.client.actions.set_security_pin import set_security_pin
from orderkin.client.models import ApiToken
from orderkin.client.pins import has_pin
from orderkin.desk.actor import actor, employee, now
from orderkin.desk.forms.client import ProfileForm, SetPinForm, TokenForm
from orderkin.desk.gates import attempt, safe_address, sheet, signed_in


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """The profile page; saving it changes the time zone."""
    form = ProfileForm(request.POST or None, initial={"zone": employee(request).zone})
    if form.is_valid():
        zone = form.cleaned_data["zone"]
        if attempt(form, lambda: change_profile(actor=actor(request), zone=zone, at=now())):
            messages.success(request, _("Your profile is saved."))
            return redirect("desk:me")
    return render(request, "desk/client/me.html", {"form": form, **_about(request)})


def _about(request: HttpRequest) -> dict[str, object]:
    tokens = ApiToken.objects.filter(employee=employee(request)).order_by("-created_at", "-id")
    return {"tokens": tokens, "token_form": TokenForm(), "has_pin": has_pin(actor(request))}


@signed_in
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the system says."""
    change_profile(actor=actor(request), theme=request.POST.get("theme", ""), at=now())
    return redirect(safe_address(request, request.POST.get("back", ""), "desk:home"))


@signed_in
@require_POST
def star(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep an action on top of the menu, or let it go."""
    kept = list(employee(request).favourite_actions)
    starred = slug not in kept
    after = [*kept, slug] if starred else [one for one in kept if one != slug]
    change_profile(actor=actor(request), favourite_actions=after, at=now())
    if request.headers.get("HX-Request"):
        context = {"slug": slug, "text": request.POST.get("text", slug), "starred": starred}
        return render(request, "desk/orders/star.html", context)
    return redirect(safe_address(request, request.POST.get("back", ""), "desk:home"))


@signed_in
@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """A new API token; its text is on this one page and never again."""
    form = TokenForm(request.POST)
    name = request.POST.get("name", "")
    made = attempt(form, lambda: make_api_token(actor=actor(request), name=name, at=now()))
    shown = {"form": ProfileForm(initial={"zone": employee(request).zone}), **_about(request)}
    if made:
        shown["new_token"] = made[1]
    else:
        shown["token_form"] = form
    return render(request, "desk/client/me.html", shown)


@signed_in
@require_POST
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Make a token worthless at once."""
    revoke_api_token(actor=actor(request), token_id=token_id, at=now())
    messages.success(request, _("The API token is revoked."))
    return redirect("desk:me")


@signed_in
@sensitive_post_parameters("password", "new_pin")
def set_pin(request: HttpRequest) -> HttpResponse:
    """Set Security PIN: a chosen one or a random one, which is shown this once."""
    form = SetPinForm(request.POST or None)
    if form.is_valid():
        word, chosen = form.cleaned_data["password"], form.cleaned_data["new_pin"] or None
        who = actor(request)
        pin = attempt(
            form, lambda: set_security_pin(actor=who, password=word, pin=chosen, at=now())
        )
        if pin:
            context = {"pin": None if chosen else pin}
            return render(request, "desk/client/pin_set.html", context)
    context = {
        "sheet_title": _("Set Security PIN"),
        "sheet_sub": _("Your own PIN: what it allows stands under your name."),
        "sheet_url": reverse("desk:set_pin"),
        "back_url": reverse("desk:me"),
        "go_text": _("Set PIN"),
    }
    return sheet(request, "desk/sheet.html", form, context)

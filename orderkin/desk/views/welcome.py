"""What a newcomer tries first."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from orderkin.desk.actor import actor
from orderkin.desk.gates import signed_in
from orderkin.families.queries import a_family_worth_showing


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The demo opens on what to try first; a desk at work opens on its orders."""
    return redirect("desk:welcome" if settings.DEMO else "desk:orders")


@signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """Five things to try, with an order at hand to try them on."""
    context = {"order_number": a_family_worth_showing(), "actor": actor(request)}
    return render(request, "desk/welcome.html", context)

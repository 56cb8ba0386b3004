"""What a newcomer tries first."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from orderkin.desk.gates import signed_in
from orderkin.families.models import Relation


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The demo opens on what to try first; a desk at work opens on its orders."""
    return redirect("desk:welcome" if settings.DEMO else "desk:orders")


@signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """Five things to try, with an order at hand to try them on."""
    context = {"order_number": _family_worth_seeing()}
    return render(request, "desk/welcome.html", context)


def _family_worth_seeing() -> str | None:
    """The wrong boards that were kept and whose screws were missing, as the page tells it."""
    middle = Relation.objects.filter(
        kind__code="wrong_item_kept", child__relations_down__kind__code="parts"
    )
    return middle.order_by("-id").values_list("child__number", flat=True).first()

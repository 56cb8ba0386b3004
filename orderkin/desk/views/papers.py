"""Paper: packing slips and order sheets, one order or many, ready for the printer."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orderkin.bulk.models import BulkRun
from orderkin.bulk.queries import no_such_run, order_ids_of
from orderkin.client.guarding import guard
from orderkin.desk.actor import actor
from orderkin.desk.gates import signed_in
from orderkin.desk.paging import after_of
from orderkin.desk.views.order_verbs import order_of
from orderkin.exports.papers import papers

# The slip goes into the parcel, the sheet stays in the house.
KINDS = {"slip": _("Packing slip"), "sheet": _("Order sheet")}
ON_A_PAGE = 200


@signed_in
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Print: one order."""
    guard(actor(request), "view_orders")
    found = order_of(number)
    return _page(request, [found.pk], _kind(request), reverse("desk:order", args=[number]), None)


@signed_in
def bulk(request: HttpRequest, run_id: int) -> HttpResponse:
    """Print: the orders of a bulk action, a stack of them at a time."""
    guard(actor(request), "view_orders")
    run = BulkRun.objects.filter(pk=min(run_id, 2**62)).first()
    if run is None:
        raise no_such_run()
    ids, following = order_ids_of(run.pk, after=after_of(request), limit=ON_A_PAGE)
    kind = _kind(request, str(run.arguments.get("paper", "")))
    return _page(request, ids, kind, reverse("desk:bulk_run", args=[run.pk]), following)


def _kind(request: HttpRequest, otherwise: str = "") -> str:
    wanted = request.GET.get("paper") or otherwise
    return wanted if wanted in KINDS else "slip"


def _page(
    request: HttpRequest, ids: Sequence[int], kind: str, back: str, following: int | None
) -> HttpResponse:
    context = {
        "papers": papers(ids),
        "kind": kind,
        "kinds": [(slug, text, slug == kind) for slug, text in KINDS.items()],
        "back": back,
        "next": following,
    }
    return render(request, "desk/papers/page.html", context)

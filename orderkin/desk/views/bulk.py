"""One thing for many orders: ask for it, watch it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from orderkin.bulk.actions.start_bulk import start_bulk
from orderkin.bulk.actions.stop_bulk import stop_bulk
from orderkin.bulk.matching import MOST_COUNTED, how_many
from orderkin.bulk.models import BulkRun
from orderkin.bulk.queries import BulkView, one_bulk, recent_bulk, results_of
from orderkin.bulk.verbs import VERBS, BulkVerb
from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.bulk import FORMS
from orderkin.desk.gates import attempt, go, safe_address, sheet, signed_in
from orderkin.desk.paging import after_of
from orderkin.lib.errors import Invalid

STATES = {"done": lazy("Done"), "refused": lazy("Refused"), "waiting": lazy("Waiting")}


@signed_in
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """What the verb must be told, once for all of them; then it is queued."""
    verb, (numbers, query) = _verb(request), _chosen(request)
    guard(actor(request), verb.right)
    # Nothing to tell and nothing changed: done at once. All else is asked first.
    sure = "sure" in request.POST or not (verb.changes or verb.told)
    form = FORMS[verb.slug](request.POST if sure else None)
    if sure and form.is_valid():
        run = attempt(form, lambda: _start(request, verb, form, numbers, query))
        if run:
            ready = verb.slug == "print" and run.gathered
            return go(
                request, reverse("desk:bulk_print" if ready else "desk:bulk_run", args=[run.pk])
            )
    back = safe_address(request, request.POST.get("back", ""), "desk:orders")
    context = {
        "sheet_title": verb.text,
        "sheet_url": reverse("desk:bulk"),
        "back_url": back,
        "back_text": _("Back"),
        "go_text": verb.text,
        "verb": verb,
        "numbers": numbers,
        "query": query,
        "matching": 0 if query is None else how_many(query, actor=actor(request), at=now()),
        "most": MOST_COUNTED,
    }
    return sheet(request, "desk/bulk/ask.html", form, context)


def _verb(request: HttpRequest) -> BulkVerb:
    verb = VERBS.get(request.POST.get("verb", ""))
    if verb is None:
        raise Invalid(_("Choose what to do with the orders."), code="unknown_verb")
    return verb


def _chosen(request: HttpRequest) -> tuple[list[str], str | None]:
    """The orders chosen one by one, or the query that all of them match."""
    if "all" in request.POST:
        return [], request.POST.get("q", "").replace("\x00", "")
    numbers = request.POST.getlist("numbers")
    if not numbers:
        raise Invalid(_("Choose at least one order."), code="nothing_chosen")
    return numbers, None


def _start(
    request: HttpRequest,
    verb: BulkVerb,
    form: forms.Form,
    numbers: list[str],
    query: str | None,
) -> BulkRun:
    typed = form.cleaned_data
    return start_bulk(
        actor=actor(request),
        verb=verb.slug,
        arguments={name: typed[name] for name in verb.told if name in typed},
        numbers=numbers,
        query=query,
        key=typed["key"],
        at=now(),
    )


@signed_in
def runs(request: HttpRequest) -> HttpResponse:
    """Recent bulk actions."""
    guard(actor(request), "view_orders")
    return render(request, "desk/bulk/list.html", {"runs": recent_bulk()})


@signed_in
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One bulk action: how far it is, and what became of each order."""
    guard(actor(request), "view_orders")
    one = one_bulk(min(run_id, 2**62))
    wanted = request.GET.get("state", "")
    state = wanted if wanted in STATES else ""
    context = {
        "run": one,
        "tabs": _tabs(one, state),
        "page": results_of(one.id, state=state, after=after_of(request)),
        "may_stop": not one.ended and actor(request).may(VERBS[one.verb].right),
    }
    return render(request, "desk/bulk/run.html", context)


def _tabs(one: BulkView, chosen: str) -> list[tuple[str, object, int, bool]]:
    counts = {"done": one.done, "refused": one.refused, "waiting": one.waiting}
    tabs: list[tuple[str, object, int, bool]] = [("", _("All"), one.total, not chosen)]
    return tabs + [(k, STATES[k], n, k == chosen) for k, n in counts.items()]


@signed_in
@require_POST
def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Stop: what is waiting stays as it is."""
    stop_bulk(actor=actor(request), run_id=min(run_id, 2**62), at=now())
    return go(request, reverse("desk:bulk_run", args=[run_id]))

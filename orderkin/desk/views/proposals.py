"""Family proposals: found among imported orders, accepted or rejected by people."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.proposals import LINE, LineForm, SearchForm
from orderkin.desk.gates import safe_address, signed_in
from orderkin.imports.actions.accept_proposals import accept_proposals
from orderkin.imports.actions.find_families import find_families
from orderkin.imports.actions.reject_proposal import reject_proposal
from orderkin.imports.actions.reopen_proposal import reopen_proposal
from orderkin.imports.models import FamilyProposal, ImportRun
from orderkin.imports.reading_proposals import counts, last_search, open_by_surety, page_of
from orderkin.imports.settling_proposals import accept_proposal, take_back
from orderkin.imports.stored_proposals import State
from orderkin.lib.errors import Refusal

STATES: dict[State, object] = {
    "open": lazy("Open"),
    "accepted": lazy("Accepted"),
    "rejected": lazy("Rejected"),
}
DEEDS: dict[str, tuple[Callable[..., FamilyProposal], object]] = {
    "accept": (accept_proposal, lazy("Order %(number)s is linked.")),
    "reject": (reject_proposal, lazy("Rejected: order %(number)s is not proposed again.")),
    "reopen": (reopen_proposal, lazy("The proposal for order %(number)s is open again.")),
    "undo": (take_back, lazy("Order %(number)s is unlinked; the proposal is open again.")),
}


@signed_in
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposals of one state, surest first; open ones from the line on."""
    guard(actor(request), "link_orders")
    chosen = request.GET.get("state")
    state: State = next((one for one in STATES if one == chosen), "open")
    above = _number(request.GET.get("above", ""), LINE if "above" in request.GET else 0)
    run_id = _number(request.GET.get("run", ""), 0) or None
    open_ones = open_by_surety(run_id=run_id)
    line = above or LINE
    totals = counts(run_id=run_id)
    context = {
        "state": state,
        "tabs": [(one, text, totals[one], one == state) for one, text in STATES.items()],
        "page": page_of(
            state,
            above=above if state == "open" else 0,
            run_id=run_id,
            after=request.GET.get("after", ""),
        ),
        "above": above,
        "line": line,
        "sure": sum(count for surety, count in open_ones.items() if surety >= line),
        "line_form": LineForm(initial={"above": line}, auto_id="line_%s"),
        "search_form": SearchForm(auto_id="search_%s"),
        "search": last_search(),
        "run": ImportRun.objects.filter(pk=run_id).first() if run_id else None,
    }
    return render(request, "desk/proposals/list.html", context)


@signed_in
@require_POST
def settle(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Accept or reject one, or take either back."""
    wish = request.POST.get("wish", "")
    if wish in DEEDS:
        deed, said = DEEDS[wish]
        try:
            done = deed(actor=actor(request), proposal_id=min(proposal_id, 2**62), at=now())
            messages.success(request, str(said) % {"number": done.child.number})
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    return redirect(safe_address(request, request.POST.get("back", ""), "desk:proposals"))


@signed_in
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Look for families, or accept all from the line on; both go on by themselves."""
    run_id = _number(request.POST.get("run", ""), 0) or None
    wish = request.POST.get("wish", "")
    form = LineForm(request.POST) if wish == "accept" else SearchForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The line lies between 1 and 100 %."))
    else:
        _start(request, form.cleaned_data, run_id, accept=wish == "accept")
    back = f"?{urlencode({'run': run_id})}" if run_id else ""
    return redirect(f"{reverse('desk:proposals')}{back}")


def _start(
    request: HttpRequest, typed: dict[str, object], run_id: int | None, *, accept: bool
) -> None:
    key = str(typed["key"])
    try:
        if accept:
            above = int(str(typed["above"]))
            accept_proposals(actor=actor(request), above=above, key=key, run_id=run_id, at=now())
        else:
            find_families(actor=actor(request), key=key, run_id=run_id, at=now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else otherwise

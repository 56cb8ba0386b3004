"""Imports: give a file, see each run and what became of every line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.imports import ImportForm
from orderkin.desk.gates import attempt, signed_in, status_of
from orderkin.desk.paging import after_of
from orderkin.desk.views.mapping import wait_for_mapping
from orderkin.imports.actions.start_import import start_import
from orderkin.imports.keeping import drop
from orderkin.imports.looking import hold_table, look_at_table
from orderkin.imports.queries import RunView, one_run, recent_runs, verdicts_of
from orderkin.lib.money import show

OUTCOMES = {
    "made": lazy("Imported"),
    "already": lazy("Here already"),
    "changed": lazy("Changed"),
    "refused": lazy("Refused"),
    "skipped": lazy("No order"),
    "warning": lazy("Warnings"),
}


@signed_in
def imports(request: HttpRequest) -> HttpResponse:
    """Recent runs, and the form that starts one."""
    guard(actor(request), "import_orders")
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        address = attempt(form, lambda: _begin(request, form))
        if address:
            return redirect(address)
    refusal = getattr(form, "refusal", None)
    code = status_of(refusal) if refusal else 422 if form.errors else 200
    context = {"form": form, "runs": recent_runs(), "open_choices": bool(refusal)}
    return render(request, "desk/imports/list.html", context, status=code)


def _begin(request: HttpRequest, form: ImportForm) -> str:
    """Start the import; a table nobody knows is asked about first, on the mapping page."""
    file, channel = form.cleaned_data["file"], form.cleaned_data["channel"]
    held = hold_table(file)
    look = look_at_table(held.stored)
    if look is not None and ("look" in request.POST or not look.is_known):
        wait_for_mapping(request, held.stored, file.name, channel)
        return reverse("desk:mapping", args=[held.stored])
    drop(held.stored)
    file.seek(0)
    told = {"actor": actor(request), "at": now(), "channel": channel}
    run = start_import(file_name=file.name, content=file, choices=form.settled(), **told)
    return reverse("desk:import", args=[run.pk])


@signed_in
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One run: how far it is, and the verdict on every line."""
    guard(actor(request), "import_orders")
    one = one_run(min(run_id, 2**62))
    chosen = request.GET.get("outcome", "")
    outcome = chosen if chosen in OUTCOMES else ""
    context = {
        "run": one,
        "tabs": _tabs(one, outcome),
        "page": verdicts_of(one.id, outcome=outcome, after=after_of(request)),
        "sums": [show(amount, currency) for currency, amount in sorted(one.sums.items())],
    }
    return render(request, "desk/imports/run.html", context)


def _tabs(one: RunView, chosen: str) -> list[tuple[str, object, int | None, bool]]:
    counts = {
        "made": one.made,
        "already": one.already,
        "changed": one.changed,
        "refused": one.refused,
        "skipped": one.skipped,
        "warning": one.warned,
    }
    tabs: list[tuple[str, object, int | None, bool]] = [("", _("All"), None, not chosen)]
    tabs += [(k, OUTCOMES[k], n, k == chosen) for k, n in counts.items() if n or k == "made"]
    return tabs

"""Imports: give a file, see each run and what became of every line."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import IO, Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.imports import ImportForm
from orderkin.desk.gates import attempt, signed_in, status_of
from orderkin.desk.import_words import left_to_undo, taken_out, trial_does
from orderkin.desk.paging import after_of
from orderkin.desk.views.mapping import wait_for_mapping
from orderkin.exports import lines
from orderkin.imports.actions.begin_import import begin_import
from orderkin.imports.actions.resume_import import resume_import
from orderkin.imports.actions.save_mapping import save_mapping
from orderkin.imports.actions.start_import import start_import
from orderkin.imports.actions.stop_import import stop_import
from orderkin.imports.actions.undo_import import undo_import
from orderkin.imports.keeping import drop
from orderkin.imports.looking import hold_table, look_at_table
from orderkin.imports.mending import refused_file
from orderkin.imports.models import ImportRun
from orderkin.imports.queries import RunView, one_run, recent_runs, verdicts_of
from orderkin.imports.stored_proposals import open_proposals
from orderkin.imports.trials import trial_of
from orderkin.imports.undoing import would_undo
from orderkin.lib.errors import Conflict, Invalid, NotFound
from orderkin.lib.money import show

UNDO_SECONDS = 8

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
    context: dict[str, Any] = {"form": form, "runs": recent_runs()}
    context["open_choices"] = bool(refusal) or form.choices_wrong()
    context["may_link"] = actor(request).may("link_orders")
    return render(request, "desk/imports/list.html", context, status=code)


def _begin(request: HttpRequest, form: ImportForm) -> str:
    """Start the import; a table nobody knows is asked about first, on the mapping page."""
    file, channel = form.cleaned_data["file"], form.cleaned_data["channel"]
    _refuse_full_export(file)
    held, told_beside = hold_table(file), form.settled()
    look = (
        None
        if form.cleaned_data["mapping"]
        else look_at_table(held.stored, told_beside.get("encoding", ""))
    )
    if look and look.may_hold_orders and ("look" in request.POST or look.asks):
        wait_for_mapping(request, held.stored, file.name, channel, told_beside)
        return reverse("desk:mapping", args=[held.stored])
    drop(held.stored)
    file.seek(0)
    run_by = actor(request)
    told: dict[str, Any] = {"actor": run_by, "at": now(), "channel": channel}
    mapping = form.cleaned_data["mapping"]
    told |= {"dry_run": "try" in request.POST, "mapping": mapping}
    run = start_import(file_name=file.name, content=file, choices=told_beside, **told)
    if mapping:
        save_mapping(actor=run_by, name=mapping["name"], document=mapping, at=now())
    return reverse("desk:import", args=[run.pk])


def _refuse_full_export(file: IO[bytes]) -> None:
    """A whole desk comes back where nobody waits for a page."""
    begins_one = lines.begins_one(file.read(64))
    file.seek(0)
    if begins_one:
        sentence = _(
            "This is a full export of a desk. Bring it back on the command line of a desk without"
            " orders: orderkin import FILE"
        )
        raise Invalid(sentence, code="full_export", field="file")


@signed_in
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One run: how far it is, and the verdict on every line."""
    guard(actor(request), "import_orders")
    one = one_run(min(run_id, 2**62))
    chosen = request.GET.get("outcome", "")
    outcome = chosen if chosen in OUTCOMES else ""
    if "undo" in request.GET and one.can_be_undone:
        context = {"run": one, "undoing": would_undo(one.id)}
        return render(request, "desk/imports/undo.html", context)
    may_link = actor(request).may("link_orders")
    trial = trial_of(one.id)
    context = {
        "run": one,
        "tabs": _tabs(one, outcome),
        "page": verdicts_of(one.id, outcome=outcome, after=after_of(request)),
        "proposed": open_proposals(run_id=one.id).count() if one.ended and may_link else 0,
        "sums": _shown(one.sums),
        "pace": one.pace(now()),
        "trial": trial,
        "trial_sums": _shown(trial.sums) if trial else [],
        "trial_does": trial_does(trial) if trial else "",
    }
    return render(request, "desk/imports/run.html", context)


def _shown(sums: Mapping[str, int]) -> list[str]:
    return [show(amount, currency) for currency, amount in sorted(sums.items())]


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


@signed_in
@require_POST
def steer(request: HttpRequest, run_id: int) -> HttpResponse:
    """Pause, go on, cancel, or take back what came in."""
    told: dict[str, Any] = {"actor": actor(request), "run_id": min(run_id, 2**62), "at": now()}
    wish = request.POST.get("wish", "")
    try:
        _steer(request, wish, told)
    except Conflict as late:
        # It went on or ended while somebody was reaching for the button: the page shows how it is.
        messages.warning(request, late.sentence)
    return redirect("desk:import", run_id)


def _steer(request: HttpRequest, wish: str, told: dict[str, Any]) -> None:
    if wish == "undo":
        _take_back(request, told)
    elif wish == "resume":
        resume_import(**told)
    elif wish == "begin":
        begin_import(**told)
    elif wish in ("cancel", "pause"):
        stop_import(how="cancel" if wish == "cancel" else "pause", **told)


def _take_back(request: HttpRequest, told: dict[str, Any]) -> None:
    """Slice by slice, as long as somebody waits for a page; pressing again goes on."""
    removed, patience = 0, monotonic() + UNDO_SECONDS
    while True:
        undone = undo_import(**told)
        removed += undone.removed
        if not undone.left or monotonic() > patience:
            break
    messages.success(request, taken_out(removed))
    if undone.left:
        messages.warning(request, left_to_undo(undone.left))
    if undone.kept:
        kept = ", ".join(undone.kept[:10])
        messages.warning(request, _("Kept, because work was built on them: %(k)s") % {"k": kept})


@signed_in
def refused_rows(request: HttpRequest, run_id: int) -> HttpResponse:
    """The refused rows as a file that imports after mending."""
    guard(actor(request), "import_orders")
    found = ImportRun.objects.filter(pk=min(run_id, 2**62)).first()
    if found is None:
        raise NotFound(_("There is no such import."))
    name, pieces = refused_file(found)
    kind = "application/zip" if name.endswith(".zip") else "text/plain; charset=utf-8"
    answer = StreamingHttpResponse(pieces, kind)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return cast("HttpResponse", answer)

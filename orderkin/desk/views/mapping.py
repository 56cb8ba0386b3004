"""The mapping page: what the columns of an unknown table mean, tried on its first rows."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.mapping import MappingForm
from orderkin.desk.gates import attempt, signed_in, status_of
from orderkin.desk.mapping_words import words
from orderkin.imports.actions.save_mapping import save_mapping
from orderkin.imports.actions.start_import import start_import
from orderkin.imports.keeping import drop, place
from orderkin.imports.looking import TableLook, look_at_table, try_mapping
from orderkin.imports.models import ImportRun
from orderkin.lib.errors import NotFound

WAITING = "files waiting for a mapping"


def wait_for_mapping(request: HttpRequest, stored: str, file_name: str, channel: str) -> None:
    """Remember, for this sign-in, a kept file whose columns have no meaning yet."""
    kept = request.session.get(WAITING, {})
    request.session[WAITING] = {**kept, stored: [file_name, channel]}


@signed_in
def mapping(request: HttpRequest, stored: str) -> HttpResponse:
    """Columns, their meaning, and the first orders as they would come in."""
    guard(actor(request), "import_orders")
    file_name, channel = _waiting(request, stored)
    look = look_at_table(stored)
    if look is None:
        raise _gone()
    form = MappingForm(request.POST or None, look=look, initial={"channel": channel})
    if request.method == "POST" and form.is_valid():
        run = attempt(form, lambda: _do(request, form, look, file_name))
        if isinstance(run, ImportRun):
            return redirect("desk:import", run.pk)
    tried = try_mapping(look, form.mapping().document(), form.choices())
    refusal = getattr(form, "refusal", None)
    code = status_of(refusal) if refusal else 200
    context = {"form": form, "file_name": file_name, "tried": tried, "look": look}
    context |= {"refusal": refusal, "words": words(), "asked_field": tried.field}
    return render(request, "desk/imports/mapping.html", context, status=code)


def _waiting(request: HttpRequest, stored: str) -> tuple[str, str]:
    found = request.session.get(WAITING, {}).get(stored)
    if found is None or not place(stored).exists():
        raise _gone()
    return found[0], found[1]


def _gone() -> NotFound:
    return NotFound(_("This file is not waiting for a mapping any more. Give it again."))


def _do(request: HttpRequest, form: MappingForm, look: TableLook, file_name: str) -> object:
    """Save the mapping when it has a name; import when that was asked. Only trying does neither."""
    who, document = actor(request), form.mapping().document()
    name = form.cleaned_data["name"].strip()
    trying = "dry" in request.POST
    importing = trying or "import" in request.POST
    if name and (importing or "save" in request.POST):
        save_mapping(actor=who, name=name, document=document, at=now())
        messages.success(request, _("The mapping %(name)s is saved.") % {"name": name})
    if not importing:
        return True
    with place(look.stored).open("rb") as content:
        run = start_import(
            actor=who,
            file_name=file_name,
            content=content,
            channel=form.cleaned_data["channel"],
            choices={key: value for key, value in form.choices().items() if value},
            mapping=document,
            dry_run=trying,
            at=now(),
        )
    drop(look.stored)
    kept = request.session.get(WAITING, {})
    request.session[WAITING] = {key: value for key, value in kept.items() if key != look.stored}
    return run

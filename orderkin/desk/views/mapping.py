"""The mapping page: what the columns of an unknown table mean, tried on its first rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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


def wait_for_mapping(
    request: HttpRequest, stored: str, file_name: str, channel: str, settled: Mapping[str, str]
) -> None:
    """Remember, for this sign-in, a kept file whose columns have no meaning yet.

    `settled` is what was said beside it (currency, zone, …); it is not asked again.
    """
    kept = request.session.get(WAITING, {})
    request.session[WAITING] = {**kept, stored: [file_name, channel, dict(settled)]}


@signed_in
def mapping(request: HttpRequest, stored: str) -> HttpResponse:
    """Columns, their meaning, and the first orders as they would come in."""
    guard(actor(request), "import_orders")
    waiting = _waiting(request, stored)
    look = look_at_table(stored, waiting.encoding)
    if look is None:
        raise _gone()
    form = MappingForm(request.POST or None, look=look, initial=waiting.initial())
    if request.method == "POST" and form.is_valid():
        run = attempt(form, lambda: _do(request, form, look, waiting))
        if isinstance(run, ImportRun):
            return redirect("desk:import", run.pk)
    meant = form.mapping()
    tried = try_mapping(look, meant.document(), form.choices())
    numbered = any(name == "number" for name, _header in meant.columns)
    refusal = getattr(form, "refusal", None)
    code = status_of(refusal) if refusal else 200
    context = {"form": form, "file_name": waiting.file_name, "tried": tried, "look": look}
    context |= {
        "numbered": numbered,
        "refusal": refusal,
        "words": words(),
        "asked_field": tried.field,
    }
    return render(request, "desk/imports/mapping.html", context, status=code)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that waits for its mapping, and what was said beside it."""

    file_name: str
    channel: str
    settled: Mapping[str, str] = field(default_factory=dict)

    @property
    def encoding(self) -> str:
        return self.settled.get("encoding", "")

    def initial(self) -> dict[str, str]:
        """What the form begins with."""
        return {**self.settled, "channel": self.channel}

    def choices(self, form: MappingForm) -> dict[str, str]:
        """What is settled by now: the page asks all of it but the encoding."""
        told = {**form.choices(), "encoding": self.encoding}
        return {name: value for name, value in told.items() if value}


def _waiting(request: HttpRequest, stored: str) -> _Waiting:
    found = request.session.get(WAITING, {}).get(stored)
    if found is None or not place(stored).exists():
        raise _gone()
    return _Waiting(*found)


def _gone() -> NotFound:
    return NotFound(_("This file is not waiting for a mapping any more. Give it again."))


def _do(request: HttpRequest, form: MappingForm, look: TableLook, waiting: _Waiting) -> object:
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
            file_name=waiting.file_name,
            content=content,
            channel=form.cleaned_data["channel"],
            choices=waiting.choices(form),
            mapping=document,
            dry_run=trying,
            at=now(),
        )
    drop(look.stored)
    kept = request.session.get(WAITING, {})
    request.session[WAITING] = {key: value for key, value in kept.items() if key != look.stored}
    return run

"""Start an import: keep the file, remember who asked and for which channel, queue the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.imports.channels import channel_for
from orderkin.imports.keeping import Kept, drop, keep
from orderkin.imports.mapping import read_document
from orderkin.imports.models import ImportRun
from orderkin.imports.problems import CannotRead
from orderkin.imports.recognising import Layout, open_file, recognise_file
from orderkin.imports.rows import Choices
from orderkin.imports.saved import saved_mappings
from orderkin.imports.saying import sentence
from orderkin.jobs.queue import enqueue
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid, Refusal
from orderkin.lib.text import clean

# Files up to this size are settled at once, so that a question comes before the work.
SMALL = 4_000_000


def start_import(
    *,
    actor: Actor,
    file_name: str,
    content: BinaryIO,
    at: datetime,
    more: Sequence[BinaryIO] = (),
    channel: str = "",
    company: str = "",
    choices: Mapping[str, str] | None = None,
    mapping: Mapping[str, Any] | None = None,
    queue: bool = True,
    dry_run: bool = False,
) -> ImportRun:
    """Keep the file and queue its import; refused at once when it cannot be read at all.

    `more` are further files of the same set. `choices` settle what the file leaves open (zone,
    date_order, decimal_mark, currency, encoding). `channel` names one; without it the channel of
    the file's layout is taken or made. `mapping` is used instead of the saved ones, and leaves out
    what it does not know; a saved one that lacks columns is refused (columns_unknown). A `dry_run`
    only tells what would come in; `begin_import` makes it the import. Raises Invalid with the
    reader's code (empty_file, not_a_table, currency_missing, …).
    """
    guard(actor, "import_orders")
    name = clean(Path(file_name.replace("\\", "/")).name, field="file", limit=200) or "file"
    settled = Choices(**{key: value for key, value in (choices or {}).items() if value})
    kept = _refusing(lambda: keep([content, *more]))
    try:
        layout = _refusing(lambda: _look(kept, settled, mapping))
        with transaction.atomic(durable=True):
            run = ImportRun.objects.create(
                file_name=name,
                files=kept.names,
                stored=kept.stored,
                sha256=kept.sha256,
                size=kept.size,
                layout=layout.name[:60],
                label=(layout.label or _("Columns guessed from their names"))[:120],
                channel=channel_for(channel, layout.channel, company),
                choices=settled.document(),
                mapping=dict(mapping) if mapping else None,
                is_dry_run=dry_run,
                actor_id=actor.employee_id,
                actor_email=actor.email,
                created_at=at,
            )
            if queue:
                _queue(run, actor, at)
    except Refusal:
        drop(kept.stored)
        raise
    return run


def _look(kept: Kept, choices: Choices, mapping: Mapping[str, Any] | None) -> Layout:
    saved = [read_document(mapping)] if mapping else saved_mappings()
    layout = recognise_file(kept.path, choices, saved)
    if not mapping:
        layout.must_be_known()
    if kept.size <= SMALL:
        open_file(kept.path, choices, saved)
    return layout


def _refusing(read: Any) -> Any:
    """Run a reader; what it cannot read becomes a refusal for the person who brought the file."""
    try:
        return read()
    except CannotRead as wrong:
        problem = wrong.problem
        facts = {"line": problem.line, "column": problem.column, **dict(problem.values)}
        told = sentence(problem)
        raise Invalid(told, code=problem.code, field="file", details=facts) from wrong


def _queue(run: ImportRun, actor: Actor, at: datetime) -> None:
    arguments = {"run": run.pk}
    kind = "try_import" if run.is_dry_run else "import"
    key = f"{kind} {run.pk}"
    run.job_id = enqueue(kind=kind, key=key, arguments=arguments, actor=actor, at=at)
    run.save(update_fields=["job_id"])

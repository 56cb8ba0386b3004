"""Start an import: keep the file, remember who asked and for which channel, queue the work."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.imports.channels import channel_for
from orderkin.imports.models import ImportRun
from orderkin.imports.problems import CannotRead
from orderkin.imports.recognising import Layout, open_file, recognise_file
from orderkin.imports.rows import Choices
from orderkin.imports.saying import sentence
from orderkin.jobs.queue import enqueue
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid, Refusal
from orderkin.lib.text import clean

LARGEST = 2_000_000_000
SMALL = 4_000_000


def start_import(
    *,
    actor: Actor,
    file_name: str,
    content: BinaryIO,
    at: datetime,
    channel: str = "",
    company: str = "",
    choices: Mapping[str, str] | None = None,
    queue: bool = True,
) -> ImportRun:
    """Keep the file and queue its import; refused at once when it cannot be read at all.

    `choices` settle what the file leaves open (zone, date_order, decimal_mark, currency,
    encoding). `channel` names one; without it the channel of the file's layout is taken or made.
    Raises Invalid with the reader's code (empty_file, not_a_table, currency_missing, …).
    """
    guard(actor, "import_orders")
    name = clean(Path(file_name.replace("\\", "/")).name, field="file", limit=200) or "file"
    settled = {key: value for key, value in (choices or {}).items() if value}
    stored, digest, size = _keep(content)
    path = Path(settings.UPLOADS) / stored
    try:
        opened = _open(path, settled, size)
        with transaction.atomic(durable=True):
            run = ImportRun.objects.create(
                file_name=name,
                stored=stored,
                sha256=digest,
                size=size,
                layout=opened.name,
                label=opened.label or _("Columns guessed from their names"),
                channel=channel_for(channel, opened.channel, company),
                choices=settled,
                actor_id=actor.employee_id,
                actor_email=actor.email,
                created_at=at,
            )
            if queue:
                _queue(run, actor, at)
    except Refusal:
        path.unlink(missing_ok=True)
        raise
    return run


def _open(path: Path, settled: Mapping[str, str], size: int) -> Layout:
    """Small files are settled at once, so that a question comes before the work, not after."""
    try:
        layout = recognise_file(path, Choices(**settled))
        if size <= SMALL:
            open_file(path, Choices(**settled))
    except CannotRead as wrong:
        problem = wrong.problem
        facts = {"line": problem.line, "column": problem.column, **dict(problem.values)}
        told = sentence(problem)
        raise Invalid(told, code=problem.code, field="file", details=facts) from wrong
    return layout


def _queue(run: ImportRun, actor: Actor, at: datetime) -> None:
    arguments = {"run": run.pk}
    key = f"import {run.pk}"
    run.job_id = enqueue(kind="import", key=key, arguments=arguments, actor=actor, at=at)
    run.save(update_fields=["job_id"])


def _keep(content: BinaryIO) -> tuple[str, str, int]:
    """The file on disk under a name of our own: its given name never becomes a path."""
    folder = Path(settings.UPLOADS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stored = f"{secrets.token_hex(16)}.orders"
    path = folder / stored
    with path.open("xb") as out:
        shutil.copyfileobj(content, out, 1 << 20)
    size = path.stat().st_size
    if size > LARGEST:
        path.unlink()
        raise Invalid(_("The file is larger than 2 GB."), code="file_too_large", field="file")
    with path.open("rb") as kept:
        digest = hashlib.file_digest(kept, "sha256").hexdigest()
    return stored, digest, size

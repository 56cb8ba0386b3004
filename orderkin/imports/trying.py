"""A dry run in the queue: the kept file is read to its end and what it would make is kept."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from django.utils import timezone

from orderkin.imports.foretelling import Met
from orderkin.imports.models import ImportRun
from orderkin.imports.previewing import Preview, count, note
from orderkin.imports.problems import CannotRead
from orderkin.imports.run import mark, question, refuse
from orderkin.imports.slicing import Beginning, pieces
from orderkin.imports.trials import document
from orderkin.jobs.running import InHand, Stop


def work(in_hand: InHand) -> None:
    """The queue's job of kind `try_import`."""
    run = ImportRun.objects.get(pk=int(str(in_hand.arguments["run"])))
    if not run.is_dry_run:
        return
    mark(run.pk, "running", timezone.now())
    try:
        preview = _read(run, in_hand)
    except CannotRead as wrong:
        refuse(run.pk, wrong)
        return
    except Stop as ended:
        if ended.why in {"canceled", "paused"}:
            mark(run.pk, ended.why, timezone.now())
        raise
    ImportRun.objects.filter(pk=run.pk).update(tried=document(preview))
    mark(run.pk, "tried", timezone.now())


def _read(run: ImportRun, in_hand: InHand) -> Preview:
    preview, total = Preview(layout=run.label), 0
    met = Met()
    asked = replace(question(run), to_write=False)
    with closing(pieces(asked)) as read:
        for piece in read:
            if isinstance(piece, Beginning):
                total = piece.lines
                ImportRun.objects.filter(pk=run.pk).update(lines=total)
                for problem in piece.warnings:
                    note(preview, problem)
                continue
            count(preview, piece.reads, run.channel, met)
            ImportRun.objects.filter(pk=run.pk).update(lines_done=piece.line)
            in_hand.report(piece.line, total)
    return preview

"""A dry run of a file: what would come in, what is here, what would be refused. Nothing is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

from orderkin.client.guarding import guard
from orderkin.client.models import Channel
from orderkin.imports.balancing import digest
from orderkin.imports.channels import company_of_new
from orderkin.imports.foretelling import (
    Fate,
    Met,
    fate_of_addition,
    fate_of_credit,
    orders_called,
)
from orderkin.imports.keeping import drop, keep
from orderkin.imports.mapping import read_document
from orderkin.imports.problems import CannotRead, ImportProblem, told
from orderkin.imports.recognising import Opened, open_file, recognise_file
from orderkin.imports.rows import (
    Choices,
    ImportedAddition,
    ImportedCancellation,
    ImportedOrder,
    Read,
)
from orderkin.imports.saved import saved_mappings
from orderkin.imports.saying import sentence
from orderkin.imports.updating import is_another
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.orders.models import Order

EXAMPLES = 20
PROBLEMS = 200
_BATCH = 500


@dataclass
class Preview:
    """Counts, sums of new orders per currency (minor units), examples, and what to mend.

    `additions` are those among changed that are credits or additions; of problems `most_problems`
    are kept, None keeps all.
    """

    layout: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    new: int = 0
    already: int = 0
    changed: int = 0
    refused: int = 0
    skipped: int = 0
    additions: int = 0
    lines: int = 0
    sums: Counter[str] = field(default_factory=Counter)
    examples: list[ImportedOrder] = field(default_factory=list)
    problems: list[tuple[ImportProblem, str]] = field(default_factory=list)
    most_problems: int | None = PROBLEMS


def preview_import(
    *,
    actor: Actor,
    contents: Sequence[BinaryIO],
    choices: Mapping[str, str] | None = None,
    mapping: Mapping[str, Any] | None = None,
    channel: str = "",
    company: str = "",
    most_problems: int | None = PROBLEMS,
) -> Preview:
    """Read the whole file as an import would, and write nothing. Raises Invalid.

    `channel` names where the orders are to go, so that those already here are told, `company`
    whose a new channel is to be.
    """
    guard(actor, "import_orders")
    settled = Choices(**{key: value for key, value in (choices or {}).items() if value})
    try:
        kept = keep(contents)
        try:
            saved = [read_document(mapping)] if mapping else saved_mappings()
            if not mapping:
                recognise_file(kept.path, settled, saved).must_be_known()
            preview = Preview(most_problems=most_problems)
            return _preview(open_file(kept.path, settled, saved), channel, company, preview)
        finally:
            drop(kept.stored)
    except CannotRead as wrong:
        why = sentence(wrong.problem)
        raise Invalid(why, code=wrong.problem.code, field="file") from wrong


def _preview(opened: Opened, channel: str, company: str, preview: Preview) -> Preview:
    preview.layout, preview.columns = opened.label, getattr(opened, "columns", ())
    place = _channel(channel, opened.channel)
    if place is None:
        company_of_new(company)
    for problem in opened.warnings:
        note(preview, problem)
    met = Met()
    reads = opened.read()
    while batch := list(islice(reads, _BATCH)):
        count(preview, batch, place, met)
    return preview


def count(preview: Preview, batch: Sequence[Read], channel: Channel | None, met: Met) -> None:
    """Count what these reads would become; `met` is what came before them in the file."""
    here = _here(batch, channel)
    names = (read.order for read in batch if isinstance(read, ImportedAddition))
    orders = orders_called(names, channel)
    for read in batch:
        if isinstance(read, ImportProblem):
            note(preview, read)
        elif isinstance(read, ImportedAddition):
            _count_fate(preview, fate_of_addition(read, orders, met))
        elif isinstance(read, ImportedCancellation):
            _count_fate(preview, fate_of_credit(read, channel, met))
        elif read.number in met.numbers:
            preview.already += 1
        else:
            met.numbers.add(read.number)
            _count_order(preview, read, here, met)


def _count_fate(preview: Preview, fate: Fate) -> None:
    if isinstance(fate, ImportProblem):
        note(preview, fate)
    elif fate == "changed":
        preview.changed += 1
        preview.additions += 1
    else:
        preview.already += 1


def _channel(name: str, kind: str) -> Channel | None:
    channels = Channel.objects.filter(name__iexact=name) if name else None
    if channels is None:
        channels = Channel.objects.filter(kind=kind)
    return channels.order_by("id").first()


@dataclass(frozen=True, slots=True)
class _Here:
    """An order that is here: which one it is, and the digest it was imported with, if it was."""

    currency: str
    placed_at: datetime
    digest: str | None


def _here(batch: Sequence[Read], channel: Channel | None) -> dict[str, _Here]:
    """Channel number to what is here under it."""
    numbers = [read.number for read in batch if isinstance(read, ImportedOrder)]
    known = Order.objects.filter(channel=channel, channel_number__in=numbers)
    rows = known.values_list("channel_number", "currency", "placed_at", "import_origin__digest")
    return {number: _Here(currency, at, was) for number, currency, at, was in rows}


def _count_order(preview: Preview, order: ImportedOrder, here: dict[str, _Here], met: Met) -> None:
    if order.number not in here:
        met.sell(order)
        preview.new += 1
        preview.lines += len(order.lines)
        preview.sums[order.currency] += order.total
        if len(preview.examples) < EXAMPLES:
            preview.examples.append(order)
        for warning in order.warnings:
            note(preview, warning)
        return
    known = here[order.number]
    if is_another(order, known.currency, known.placed_at):
        lines = order.source_lines
        figures = told(number=order.number)
        wrong = ImportProblem("another_order", lines[0][0], "", figures, number=order.number)
        note(preview, wrong)
    elif known.digest in {None, digest(order)}:
        preview.already += 1
    else:
        preview.changed += 1


def note(preview: Preview, problem: ImportProblem) -> None:
    """Keep what is to be told about a place in the file."""
    if problem.weight == "refused":
        preview.refused += 1
    if problem.weight == "skipped":
        preview.skipped += 1
    elif preview.most_problems is None or len(preview.problems) < preview.most_problems:
        preview.problems.append((problem, sentence(problem)))

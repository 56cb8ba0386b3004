"""What Create will write, as the dialog shows it: the plan that every other dry run shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from orderkin.desk.history import read_note
from orderkin.desk.recipe_words import PRICE
from orderkin.families.pages import NoteView
from orderkin.families.plans import Plan, PlannedNote
from orderkin.orders.lines import NewLine


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or at `depth` 1 and more what is in a kit; `amount` is its share there."""

    line: NewLine
    depth: int
    amount: int
    basis: object

    @property
    def is_short(self) -> bool:
        """Whether fewer are on the shelf than it takes; a kit is as short as what is in it."""
        line = self.line
        in_parcel = line.ships and not line.components
        return in_parcel and line.available is not None and line.quantity > line.available


@dataclass(frozen=True, slots=True)
class Note:
    """A note to come: on the new order or on its parent, of what kind, saying what."""

    on_parent: bool
    kind: str
    text: str
    quoted_from: str


@dataclass(frozen=True, slots=True)
class DryRun:
    """Everything that will be written, row by row."""

    rows: tuple[Row, ...]
    notes: tuple[Note, ...]


def dry_run(plan: Plan, *, zone: str, at: datetime) -> DryRun:
    """The plan for a reader in `zone`."""
    return DryRun(tuple(_rows(plan.lines)), tuple(_note(note, zone, at) for note in plan.notes))


def _rows(lines: Iterable[NewLine], depth: int = 0) -> Iterator[Row]:
    for line in lines:
        amount = line.share if depth else line.amounts.total
        basis = "" if depth else PRICE.choices.get(line.price_basis, line.price_basis)
        yield Row(line, depth, amount, basis)
        yield from _rows(line.components, depth + 1)


def _note(note: PlannedNote, zone: str, at: datetime) -> Note:
    facts = {**note.facts, "number": _("(its number)")} if note.is_system else note.facts
    view = NoteView(
        id=0,
        kind=note.kind,
        text=note.text,
        is_private=False,
        is_system=note.is_system,
        facts=facts,
        quoted_from=note.quoted_from,
        author_email="",
        at=at,
    )
    said = read_note(view, number="", zone=zone)
    return Note(
        note.on == "parent", said.kind_text, said.sentence, note.quoted_from.get("order", "")
    )

"""A note as a program reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orderkin.api.shapes.base import Answer, Moment
from orderkin.families.pages import NoteView


class QuotedFrom(Answer):
    """Where a note travelled from."""

    order: str
    author_email: str
    at: str


class NoteAnswer(Answer):
    """A note; `kind` is general, customer_service or customer_instructions."""

    id: int
    kind: str
    text: str
    author: str
    at: Moment
    private: bool
    system: bool
    quoted: QuotedFrom | None


def note_answer(note: NoteView) -> NoteAnswer:
    """A note; system notes say their sentence with the time in UTC."""
    return NoteAnswer(
        id=note.id,
        kind=note.kind,
        text=note.text,
        author=note.author_email,
        at=note.at,
        private=note.is_private,
        system=note.is_system,
        quoted=_quoted(note.quoted_from),
    )


def _quoted(source: Mapping[str, Any]) -> QuotedFrom | None:
    if not source:
        return None
    return QuotedFrom(
        order=str(source.get("order", "")),
        author_email=str(source.get("author_email", "")),
        at=str(source.get("at", "")),
    )

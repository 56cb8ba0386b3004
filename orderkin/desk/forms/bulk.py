"""What is typed once for many orders."""

from __future__ import annotations

from django import forms

from orderkin.desk.forms.fields import KeyField
from orderkin.desk.forms.orders import HoldForm, NoteForm, ReasonForm, ReleaseForm


class BulkHold(HoldForm):
    """Set On Hold."""

    key = KeyField()


class BulkRelease(ReleaseForm):
    """Release Hold."""

    key = KeyField()


class BulkCancel(ReasonForm):
    """Cancel."""

    key = KeyField()


class BulkNote(NoteForm):
    """Add Note; it has its key from the form of one note."""


FORMS: dict[str, type[forms.Form]] = {
    "hold": BulkHold,
    "release": BulkRelease,
    "cancel": BulkCancel,
    "note": BulkNote,
    "export": BulkRelease,
}

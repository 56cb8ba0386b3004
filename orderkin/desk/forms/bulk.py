"""What is typed once for many orders."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.desk.forms.fields import DeskForm, KeyField
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


class BulkPrint(DeskForm):
    """Which paper."""

    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[("slip", _("Packing slip")), ("sheet", _("Order sheet"))],
        help_text=_("The slip goes into the parcel, the sheet stays in the house."),
    )
    key = KeyField()


FORMS: dict[str, type[forms.Form]] = {
    "hold": BulkHold,
    "release": BulkRelease,
    "cancel": BulkCancel,
    "note": BulkNote,
    "export": BulkRelease,
    "print": BulkPrint,
}

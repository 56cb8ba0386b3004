"""What starts a full export."""

from __future__ import annotations

from django import forms

from orderkin.desk.forms.fields import KeyField


class ExportForm(forms.Form):
    """Export everything: nothing to choose, and pressed twice it is one export."""

    key = KeyField()

"""What is asked of the proposed families."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.desk.forms.fields import DeskForm, KeyField

LINE = 90


class LineForm(DeskForm):
    """The line above which proposals are shown, and accepted together."""

    above = forms.IntegerField(
        label=_("Surety, at least"),
        min_value=1,
        max_value=100,
        initial=LINE,
        widget=forms.NumberInput(attrs={"type": "range", "step": "1"}),
    )
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["above"].widget.attrs["class"] = "form-range"


class SearchForm(DeskForm):
    """Nothing to type: look again."""

    key = KeyField()

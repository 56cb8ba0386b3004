"""What is typed about a saved view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.desk.forms.fields import DeskForm
from orderkin.lib.actor import Actor
from orderkin.search.saved_views import Lists, View


class SaveViewForm(DeskForm):
    """A name for the list as it stands; the address tells which list that is."""

    name = forms.CharField(
        label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autofocus": True})
    )
    is_shared = forms.BooleanField(label=_("Everybody sees it"), required=False)
    opens_first = forms.BooleanField(label=_("My list opens on it"), required=False)
    as_new = forms.BooleanField(
        label=_("Keep the view as it was, and make another"), required=False
    )
    replaces = forms.BooleanField(label=_("Replace the view of this name"), required=False)
    with_columns = forms.BooleanField(label=_("Keep my columns with it"), required=False)
    query = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    view = forms.IntegerField(required=False, max_value=2**31, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, address: Mapping[str, str], lists: Lists, actor: Actor, **kwargs: Any
    ) -> None:
        known = _own(lists, address.get("view", ""))
        initial: dict[str, object] = {
            "query": address.get("q", ""),
            "sort": address.get("sort", "newest"),
        }
        if known:
            initial |= {
                "view": known.id,
                "name": known.name,
                "is_shared": known.is_shared,
                "opens_first": known.id == lists.default_id,
                "with_columns": bool(known.columns),
            }
        super().__init__(*args, initial=initial, **kwargs)
        kept = _own(lists, self.data.get("view", "") if self.is_bound else address.get("view", ""))
        if kept is None:
            del self.fields["as_new"]
        name = self.data.get("name", "").strip()
        if not any(one.is_mine and one.name == name for one in lists.views):
            del self.fields["replaces"]
        if not actor.may("share_views"):
            del self.fields["is_shared"]

    def told(self, columns: Sequence[str]) -> dict[str, Any]:
        """What save_view is told."""
        typed = self.cleaned_data
        return {
            "name": typed["name"],
            "query": typed["query"],
            "sort": typed["sort"] or "newest",
            "columns": tuple(columns) if typed["with_columns"] else (),
            "is_shared": typed.get("is_shared", False),
            "opens_first": typed["opens_first"],
            "view_id": None if typed.get("as_new") else typed["view"],
            "replace": typed.get("replaces", False),
        }


def _own(lists: Lists, typed: str) -> View | None:
    known = lists.view(int(typed)) if typed.isascii() and typed.isdecimal() else None
    return known if known and known.is_mine else None

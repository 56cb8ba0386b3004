"""What people type to change who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from orderkin.client.settings import current_settings
from orderkin.desk.forms.fields import DeskForm, PinField
from orderkin.families.models import Kind, ReasonCode


class NumberField(forms.CharField):
    """The number of an order, however it was pasted; `list` names suggestions on the page."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autofocus": True, "autocomplete": "off", "list": "near-orders"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """The bare number."""
        return str(super().clean(value)).strip().lstrip("#").strip()


class WhyForm(DeskForm):
    """Why the family changes; it stands in the notes of every order it touches."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=600,
        help_text=_("Stands in the notes of both orders."),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )


class ExceptionForm(DeskForm):
    """Asks why orders of different customers belong together, once that is what stands in the way.

    `exception` is drawn only then, the Security PIN only where Client Settings ask for it; they
    come last, whatever the fields of the form are.
    """

    exception = forms.CharField(
        label=_("Why they belong together although the customers differ"),
        required=False,
        max_length=600,
    )
    pin = PinField(
        label=_("Security PIN"),
        required=False,
        help_text=_("Asked because Client Settings require it."),
    )
    field_order = ("parent", "other", "side", "kind", "reason_code", "reason", "exception", "pin")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not current_settings().require_pin_for_related_orders:
            del self.fields["pin"]

    def add_error(self, field: str | None, error: Any) -> None:
        """A refusal that asks for the exception makes it something that has to be answered."""
        super().add_error(field, error)
        if field == "exception":
            self.fields["exception"].required = True


class MoveForm(ExceptionForm):
    """Another parent, and why."""

    parent = NumberField(label=_("New Parent Order"))
    reason = forms.CharField(
        label=_("Why"), max_length=600, help_text=_("Stands in the notes of all three orders.")
    )


class LinkForm(ExceptionForm):
    """An existing order, on which side it comes, what kind of link it is, and why."""

    other = NumberField(label=_("Existing order"))
    side = forms.ChoiceField(label=_("It becomes"), initial="child")
    kind = forms.ChoiceField(label=_("Kind"), initial="linked")
    reason_code = forms.ChoiceField(label=_("Reason code"), required=False)
    reason = forms.CharField(
        label=_("Why"), max_length=600, help_text=_("Stands in the notes of both orders.")
    )

    def __init__(self, *args: Any, number: str, has_parent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = number
        sides = [("child", _now("a Child Order of %(number)s") % {"number": number})]
        if not has_parent:
            sides.append(("parent", _now("the Parent Order of %(number)s") % {"number": number}))
        self.fields["side"].choices = sides  # type: ignore[attr-defined]
        kinds = Kind.objects.exclude(code="related").order_by("position", "id")
        self.fields["kind"].choices = named(kinds)  # type: ignore[attr-defined]
        reasons = ReasonCode.objects.filter(active=True).order_by("position", "id")
        self.fields["reason_code"].choices = [  # type: ignore[attr-defined]
            ("", _now("not said")),
            *named(reasons),
        ]

    def link(self) -> dict[str, Any]:
        """Who becomes the child of whom, as the action is told."""
        typed = dict(self.cleaned_data)
        other, side = typed.pop("other"), typed.pop("side")
        child, parent = (other, self.number) if side == "child" else (self.number, other)
        return {"number": child, "parent": parent, **typed}


def named(rows: Iterable[Kind | ReasonCode]) -> list[tuple[str, str]]:
    """Codes with their labels, to choose from."""
    return [(row.code, row.label) for row in rows]

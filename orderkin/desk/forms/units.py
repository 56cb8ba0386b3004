"""Forms that ask how many units of each line: ship, return, refund."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.desk.forms.fields import DeskForm, KeyField, MoneyField, VersionField
from orderkin.orders.open_lines import OpenLine


class UnitsForm(DeskForm):
    """Units per line, none beyond what is open; `version` is the order as it was shown."""

    version = VersionField()
    key = KeyField()

    def __init__(
        self, *args: Any, lines: Sequence[OpenLine], all_open: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.told: Mapping[int, str] = {}
        # A form that is sent again after it was done still says what it said.
        self.lines = [one for one in lines if one.open or f"line-{one.id}" in self.data]
        for line in self.lines:
            widget = forms.NumberInput(attrs={"class": "form-control form-control-sm qty"})
            field = forms.IntegerField(
                label=_("Units of %(name)s") % {"name": line.sku or line.name},
                min_value=0,
                max_value=line.quantity,
                initial=line.open if all_open else None,
                required=False,
                widget=widget,
            )
            field.widget.attrs["max"] = line.open
            self.fields[f"line-{line.id}"] = field

    def rows(self) -> list[tuple[OpenLine, forms.BoundField, str]]:
        """Each line with its quantity input, and what is to be known of it."""
        return [(line, self[f"line-{line.id}"], self.told.get(line.id, "")) for line in self.lines]

    def units(self) -> dict[int, int]:
        """Line id to units, without the zeros."""
        typed = {line.id: self.cleaned_data.get(f"line-{line.id}") or 0 for line in self.lines}
        return {line: units for line, units in typed.items() if units}

    def beside(self) -> list[forms.BoundField]:
        """What else is asked, beside the lines."""
        return [one for one in self.visible_fields() if not one.name.startswith("line-")]


class ShipForm(UnitsForm):
    """A parcel: who carries it and under which number."""

    carrier = forms.CharField(
        label=_("Carrier"), max_length=60, widget=forms.TextInput(attrs={"autofocus": True})
    )
    tracking = forms.CharField(label=_("Tracking number"), max_length=120, required=False)


class ReturnForm(UnitsForm):
    """What came back, whether it is sold again, and what is to be remembered of it."""

    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("Stands in the history.")
    )
    restock = forms.BooleanField(
        label=_("Put the units back on the shelf"), required=False, initial=True
    )


class RefundForm(UnitsForm):
    """Money back, in the order's currency, and the units it is for."""

    amount = MoneyField()
    method = forms.CharField(
        label=_("Method"), required=False, max_length=60, help_text=_("Card, transfer, cash…")
    )
    reference = forms.CharField(label=_("Reference"), required=False, max_length=120)
    override = forms.CharField(
        label=_("Why all the same"),
        required=False,
        max_length=500,
        help_text=_("Your sentence is recorded and shown with the order."),
    )

    def __init__(
        self, *args: Any, currency: str, told: Mapping[int, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.told = told or {}
        amount = MoneyField(currency=currency)
        amount.label = _("Amount in %(currency)s") % {"currency": currency}
        if "look" not in self.initial:  # worked out anew, it would take the typing of units over
            amount.widget.attrs["autofocus"] = True
        self.fields["amount"] = amount

    def beside(self) -> list[forms.BoundField]:
        """What else is asked; why past the guard only once the guard has spoken."""
        refusal = getattr(self, "refusal", None)
        asked = bool(refusal and refusal.code == "guard_blocks") or bool(self.data.get("override"))
        return [one for one in super().beside() if asked or one.name != "override"]


def typed_units(posted: Mapping[str, Any], lines: Sequence[OpenLine]) -> dict[int, int]:
    """The units typed so far, line id to quantity; what is no number counts for nothing."""
    texts = {line.id: str(posted.get(f"line-{line.id}", "")).strip() for line in lines}
    return {
        line: int(text)
        for line, text in texts.items()
        if text.isascii() and text.isdecimal() and len(text) < 10
    }

"""What people type about one order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.customers.addresses import Address
from orderkin.desk.forms.fields import DeskForm, KeyField, LongText, MoneyField, VersionField

NOTE_KINDS = [
    ("customer_service", _("Customer Service note")),
    ("general", _("General note")),
    ("customer_instructions", _("Customer instructions")),
]
BASES = [("today", _("Today's price")), ("free", _("Free")), ("custom", _("Custom price"))]


class NoteForm(DeskForm):
    """A note and its kind."""

    kind = forms.ChoiceField(label=_("Kind"), choices=NOTE_KINDS)
    text = LongText(label=_("Note"), rows=5)
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["autofocus"] = True


class HoldForm(DeskForm):
    """Why the order waits, and until what."""

    reason = forms.CharField(label=_("Reason"), widget=forms.TextInput(attrs={"autofocus": True}))
    release_when = forms.CharField(
        label=_("Release when"), required=False, help_text=_("What has to happen first.")
    )


class ReleaseForm(DeskForm):
    """Nothing to type: the page asks whether to."""


class ReasonForm(DeskForm):
    """One reason."""

    reason = forms.CharField(label=_("Reason"), widget=forms.TextInput(attrs={"autofocus": True}))


class AmountForm(DeskForm):
    """Money in or back, in the order's currency; `version` is the order as it was shown."""

    amount = MoneyField()
    method = forms.CharField(
        label=_("Method"), required=False, max_length=60, help_text=_("Card, transfer, cash…")
    )
    reference = forms.CharField(label=_("Reference"), required=False, max_length=120)
    version = VersionField()
    key = KeyField()

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = MoneyField(currency=currency)
        amount.label = _("Amount in %(currency)s") % {"currency": currency}
        amount.widget.attrs["autofocus"] = True
        self.fields["amount"] = amount


class QuantitiesForm(DeskForm):
    """The quantity of each line; 0 removes it."""

    version = VersionField()

    def __init__(self, *args: Any, lines: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            widget = forms.NumberInput(attrs={"class": "form-control form-control-sm qty"})
            self.fields[f"line-{line.id}"] = forms.IntegerField(
                label=_("Quantity of %(name)s") % {"name": line.sku or line.name},
                min_value=0,
                max_value=1_000_000,
                initial=line.quantity,
                widget=widget,
            )

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Each line with its quantity input."""
        return [(line, self[f"line-{line.id}"]) for line in self.lines]

    def quantities(self) -> dict[int, int]:
        """Line id to its new quantity."""
        return {line.id: self.cleaned_data[f"line-{line.id}"] for line in self.lines}


class LineForm(DeskForm):
    """A product put on the order."""

    product = forms.CharField(label=_("Product"), max_length=400)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=1_000_000, initial=1)
    price_basis = forms.ChoiceField(label=_("Price"), choices=BASES, required=False)


ADDRESS_LABELS = {
    "name": _("Name"),
    "business": _("Business"),
    "line1": _("Street"),
    "line2": _("Street, second line"),
    "postcode": _("Postcode"),
    "city": _("City"),
    "region": _("Region"),
    "country": _("Country, two letters"),
    "phone": _("Phone"),
}


class AddressesForm(DeskForm):
    """Ship to and bill to, side by side."""

    version = VersionField()

    def __init__(
        self, *args: Any, ship: Address, bill: Address, version: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version
        for side, address in (("ship", ship), ("bill", bill)):
            for name, text in ADDRESS_LABELS.items():
                limit = 2 if name == "country" else 200
                self.fields[f"{side}_{name}"] = forms.CharField(
                    label=text,
                    required=False,
                    max_length=limit,
                    initial=getattr(address, name),
                    widget=forms.TextInput(attrs={"class": "form-control", "dir": "auto"}),
                )

    def sides(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Each side with its inputs."""
        titles = (("ship", _("Ship to")), ("bill", _("Bill to")))
        return [(title, [self[f"{side}_{n}"] for n in ADDRESS_LABELS]) for side, title in titles]

    def address(self, side: str) -> dict[str, str]:
        """The typed address of one side."""
        typed = {name: self.cleaned_data[f"{side}_{name}"] for name in ADDRESS_LABELS}
        return {**typed, "country": typed["country"].upper()}

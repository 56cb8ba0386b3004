"""What each column of a file means, and what the file leaves open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.desk.forms.client import zones
from orderkin.desk.forms.fields import DeskForm
from orderkin.desk.mapping_words import meanings
from orderkin.imports.looking import TableLook
from orderkin.imports.mapping import Mapping

SETTLED = ("zone", "date_order", "decimal_mark", "currency")
_SAYS = _("As the file says")


class MappingForm(DeskForm):
    """One select per column (`c0`, `c1`, …) and how the whole file is read."""

    date_order = forms.ChoiceField(
        label=_("Dates are written"),
        required=False,
        choices=[("", _SAYS), ("dmy", _("day first")), ("mdy", _("month first"))],
    )
    zone = forms.ChoiceField(
        label=_("Time zone of dates"), required=False, choices=lambda: [("", _SAYS), *zones()]
    )
    decimal_mark = forms.ChoiceField(
        label=_("Decimals are written"),
        required=False,
        choices=[("", _SAYS), (".", "1,000.50"), (",", "1.000,50")],
    )
    currency = forms.CharField(label=_("Currency, if it names none"), max_length=3, required=False)
    tax_included = forms.ChoiceField(
        label=_("Prices include tax"),
        required=False,
        choices=[("detect", _SAYS), ("no", _("no")), ("yes", _("yes"))],
    )
    paid = forms.ChoiceField(
        label=_("Orders are paid"),
        required=False,
        choices=[("column", _SAYS), ("always", _("always"))],
    )
    order_amounts = forms.ChoiceField(
        label=_("Amounts of the order"),
        required=False,
        choices=[("once", _("stand once")), ("add", _("add up over its rows"))],
    )
    cancels_prefix = forms.CharField(
        label=_("Numbers that cancel begin with"), max_length=10, required=False
    )
    channel = forms.CharField(label=_("Channel"), max_length=120, required=False)
    name = forms.CharField(label=_("Save this mapping as"), max_length=80, required=False)

    def __init__(self, *args: Any, look: TableLook, **kwargs: Any) -> None:
        self.look = look
        known = look.mapping
        names = (*SETTLED, "tax_included", "paid", "order_amounts", "cancels_prefix")
        initial = {name: getattr(known, name) for name in names}
        initial["name"] = known.name if look.is_known else ""
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        meant = {header: field for field, header in known.columns}
        for index, header in enumerate(look.table.header):
            self.fields[f"c{index}"] = forms.ChoiceField(
                label=header,
                required=False,
                choices=meanings,
                initial=meant.get(header, ""),
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )

    def columns(self) -> list[tuple[forms.BoundField, tuple[str, ...]]]:
        """Each column's select with the first cells below its name."""
        return [
            (self[f"c{index}"], self.look.cells(index))
            for index in range(len(self.look.table.header))
        ]

    def open_fields(self) -> list[forms.BoundField]:
        """How the whole file is read."""
        names = (*SETTLED, "tax_included", "paid", "order_amounts", "cancels_prefix")
        return [self[name] for name in names]

    def choices(self) -> dict[str, str]:
        """What a person settled; the currency in capitals."""
        typed = {name: str(self[name].value() or "") for name in SETTLED}
        return {**typed, "currency": typed["currency"].upper()}

    def mapping(self) -> Mapping:
        """The mapping as it stands on the page, saved or not."""
        header = self.look.table.header
        columns = tuple(
            (str(meaning), name)
            for index, name in enumerate(header)
            if (meaning := self[f"c{index}"].value())
        )
        told: dict[str, Any] = {"cancels_prefix": str(self["cancels_prefix"].value() or "")}
        for name in ("tax_included", "paid", "order_amounts"):
            told[name] = str(self[name].value() or self[name].initial)
        named = str(self["name"].value() or "").strip()
        known = self.look.mapping
        as_guessed = not self.look.is_known and set(columns) == set(known.columns)
        unnamed = "" if as_guessed else known.label or str(_("Columns told by hand"))
        return replace(
            known,
            name=named or known.name,
            label=named or unnamed,
            columns=columns,
            needs=tuple(header),
            **{**told, **self.choices()},
        )

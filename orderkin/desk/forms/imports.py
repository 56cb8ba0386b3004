"""The file to import, and what a person settles about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.client.models import Channel
from orderkin.desk.forms.client import zones
from orderkin.desk.forms.fields import DeskForm
from orderkin.imports.mapping_files import LARGEST, NotAMapping, mapping_document
from orderkin.imports.saying import mapping_sentence


def _channels() -> list[tuple[str, Any]]:
    names = Channel.objects.order_by("name", "id").values_list("name", flat=True)
    return [("", _("As the file says")), *((name, name) for name in names)]


def _zones() -> list[tuple[str, Any]]:
    return [("", _("As the file says")), *zones()]


class ImportForm(DeskForm):
    """A file; the rest only matters where the file leaves it open."""

    file = forms.FileField(label=_("File"), max_length=200, allow_empty_file=True)
    channel = forms.ChoiceField(label=_("Channel"), choices=_channels, required=False)
    zone = forms.ChoiceField(label=_("Time zone of dates"), choices=_zones, required=False)
    date_order = forms.ChoiceField(
        label=_("Dates are written"),
        required=False,
        choices=[
            ("", _("As the file says")),
            ("dmy", _("day first")),
            ("mdy", _("month first")),
        ],
    )
    decimal_mark = forms.ChoiceField(
        label=_("Decimals are written"),
        required=False,
        choices=[("", _("As the file says")), (".", "1,000.50"), (",", "1.000,50")],
    )
    currency = forms.CharField(label=_("Currency, if it names none"), max_length=3, required=False)
    encoding = forms.CharField(label=_("Encoding"), max_length=20, required=False)
    mapping = forms.FileField(
        label=_("Mapping (JSON)"),
        required=False,
        help_text=_("For files that belong together: give them as one ZIP archive."),
    )

    def clean_mapping(self) -> dict[str, Any] | None:
        """The mapping file as a document; None without one."""
        given = self.cleaned_data["mapping"]
        if not given:
            return None
        try:
            return mapping_document(given.read(LARGEST + 1))
        except NotAMapping as wrong:
            sentence = mapping_sentence(wrong, given.name)
            raise forms.ValidationError(sentence, code="bad_mapping") from wrong

    def settled(self) -> dict[str, str]:
        """What was settled, for the reader."""
        names = ("zone", "date_order", "decimal_mark", "currency", "encoding")
        typed = {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}
        return {**typed, **({"currency": typed["currency"].upper()} if "currency" in typed else {})}

    def choices_wrong(self) -> bool:
        """Whether something that is folded away has to be mended."""
        return any(field.errors for field in self.choices_fields())

    def choices_fields(self) -> list[forms.BoundField]:
        """The inputs that are folded away."""
        return [field for field in self.visible_fields() if field.name not in ("file", "channel")]

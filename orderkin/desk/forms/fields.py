"""Fields as the desk draws and reads them."""

from __future__ import annotations

import re
import secrets
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from orderkin.lib.money import exponent, to_major

CONTROL = {"class": "form-control"}


class DeskForm(forms.Form):
    """A form in the desk's look, its errors tied to their inputs for those who cannot see them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _dress(field.widget)


def _dress(widget: forms.Widget) -> None:
    if isinstance(widget, forms.CheckboxInput):
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, forms.Select):
        widget.attrs.setdefault("class", "form-select")
    elif not isinstance(widget, forms.HiddenInput | forms.RadioSelect):
        widget.attrs.setdefault("class", "form-control")


class KeyField(forms.CharField):
    """The intent's key: minted when the form opens, sent back with it, however often."""

    def __init__(self) -> None:
        super().__init__(
            max_length=200,
            initial=lambda: secrets.token_urlsafe(18),
            widget=forms.HiddenInput,
            required=False,
        )

    def clean(self, value: Any) -> str:
        """The key; a form sent without one gets its own."""
        return str(super().clean(value)) or secrets.token_urlsafe(18)


class VersionField(forms.IntegerField):
    """The version a page showed, so that a change by somebody else is noticed."""

    def __init__(self) -> None:
        super().__init__(required=False, max_value=2**31, widget=forms.HiddenInput)


class PinField(forms.CharField):
    """A Security PIN: never written back into the page."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "form-control"}
        widget = forms.PasswordInput(attrs=attrs)
        super().__init__(max_length=20, widget=widget, strip=True, **kwargs)


class LongText(forms.CharField):
    """Text of several lines; how long it may be is the action's to say."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={**CONTROL, "rows": rows}), **kwargs)


class MoneyField(forms.CharField):
    """An amount as typed, 12.50 or 12,50, read as minor units of the form's currency."""

    def __init__(self, *, currency: str = "EUR", **kwargs: Any) -> None:
        self.currency = currency
        attrs = {**CONTROL, "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=24, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> int | None:
        """Minor units, or None for nothing typed."""
        text = str(super().clean(value)).replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
        return read_amount(text, self.currency) if text else None

    def prepare_value(self, value: Any) -> Any:
        """Minor units as a plain decimal number; what was typed stays as typed."""
        return str(to_major(value, self.currency)) if isinstance(value, int) else value


def read_amount(text: str, currency: str) -> int:
    """Typed text as minor units; the last of `.` and `,` is the decimal mark.

    Unless it comes twice, or stands before three digits of a currency without decimals: then it
    sets thousands apart. 1,000 in a currency with two decimals could be either and is asked again.
    """
    places, mark = exponent(currency), max(text.rfind("."), text.rfind(","))
    whole, part = (text[:mark], text[mark + 1 :]) if mark >= 0 else (text, "")
    if mark >= 0 and (text[mark] in whole or (places == 0 and len(part) == 3)):
        whole, part = text, ""
    grouped = re.fullmatch(r"-?\d{1,3}(([.,])\d{3}(\2\d{3})*)?", whole)
    plain = grouped or re.fullmatch(r"-?\d*", whole)
    if not plain or not re.fullmatch(r"\d*", part) or not re.search(r"\d", text):
        raise ValidationError(_("Write an amount such as 12.50."), code="no_amount")
    if len(part) == 3 > places:
        message = _("This can be read in two ways. Write all decimals, such as 1000.00.")
        raise ValidationError(message, code="no_amount")
    try:
        amount = Decimal(f"{re.sub('[.,]', '', whole) or 0}.{part or 0}")
    except InvalidOperation:
        raise ValidationError(_("Write an amount such as 12.50."), code="no_amount") from None
    scaled = amount.scaleb(places)
    if scaled != scaled.to_integral_value() or abs(scaled) >= 2**53:
        message = _("%(currency)s has %(places)d decimals.")
        facts = {"currency": currency, "places": places}
        raise ValidationError(message % facts, code="no_amount")
    return int(scaled)


class SureForm(DeskForm):
    """Nothing to type: the page asks whether to."""

    sure = forms.CharField(initial="yes", widget=forms.HiddenInput)

"""A limit of money as people type it: an amount for each currency, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from orderkin.client.models import Company
from orderkin.desk.forms.fields import CONTROL, read_amount
from orderkin.lib.limits import Limit, is_limit, limit_typed
from orderkin.lib.money import is_currency

# 1 000.50 and 1.000,50 are one amount; what stands between an amount and a code says nothing.
_WORDS = re.compile(
    r"(?P<amount>\d+(?:[ '\u00a0\u202f]\d{3})*(?:[.,]\d+)*)|(?P<code>[A-Za-z]{3})\b"
)
_BETWEEN = re.compile(r"[\s,;]*")


class LimitField(forms.CharField):
    """100.00 EUR, 120 USD, 15000 JPY: read as minor units by currency; empty sets no limit.

    A single amount without a currency is meant in that of the shop.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={**CONTROL, "autocomplete": "off"})
        super().__init__(max_length=400, required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Limit:
        """Minor units by ISO currency."""
        return read_limit(str(super().clean(value)))

    def prepare_value(self, value: Any) -> Any:
        """A known limit as a person types it; what was typed stays as typed."""
        return limit_typed(value) if isinstance(value, dict) else value


def read_limit(text: str) -> Limit:
    """Typed text as a limit. Raises ValidationError."""
    words = list(_words(text))
    if len(words) == 1 and words[0][0] == "amount":
        words.append(("code", _shop_currency()))
    limit: dict[str, int] = {}
    for one, other in zip(words[::2], [*words[1::2], ("", "")], strict=False):
        pair = dict((one, other))
        code = pair.get("code", "").upper()
        if "amount" not in pair or not is_currency(code):
            raise _unread()
        if code in limit:
            message = _("%(currency)s stands there twice.") % {"currency": code}
            raise ValidationError(message, code="currency_twice")
        limit[code] = read_amount(re.sub(r"[ '\u00a0\u202f]", "", pair["amount"]), code)
    if not is_limit(limit):
        raise ValidationError(_("This is more money than can be counted."), code="no_amount")
    return limit


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The amounts and currencies, as they come."""
    text = text.strip()
    at = 0
    while at < len(text):
        word = _WORDS.match(text, at)
        if word is None or word.lastgroup is None:
            raise _unread()
        yield word.lastgroup, word.group()
        between = _BETWEEN.match(text, word.end())
        at = between.end() if between else word.end()


def _unread() -> ValidationError:
    sentence = _("Write an amount for each currency, such as 100.00 EUR, 15000 JPY.")
    return ValidationError(sentence, code="no_amount")


def _shop_currency() -> str:
    """What the companies sell in, when that is one currency; otherwise it has to be said."""
    used = set(Company.objects.order_by("pk").values_list("currency", flat=True))
    return used.pop() if len(used) == 1 else ""

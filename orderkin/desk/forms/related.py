"""What people type to create a related order, read as a Wish."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from orderkin.desk.forms.fields import DeskForm, KeyField, LongText, PinField, read_amount
from orderkin.families.wishes import Kept, Wish, WishLine


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One row about wrong units, as typed: which line, how many, what arrived instead.

    `refusal` says why what arrived cannot be told.
    """

    line: str = ""
    quantity: str = "1"
    arrived: str = ""
    refusal: str = ""


class RelatedOrderForm(DeskForm):
    """The dialog. Everything is optional: Create with nothing filled in makes the empty order.

    Lines come as `take` (a picker key) with `quantity-`, `basis-`, `price-` and `why-` of that key,
    a product that was added with `for-`, the line that it stands for.
    """

    customer_service_notes = LongText(label=_("Customer Service Notes"), required=False, rows=3)
    recipe = forms.CharField(required=False, max_length=40)
    reason = forms.CharField(required=False, max_length=40)
    pin = PinField(label=_("Security PIN"), required=False)
    approver = forms.CharField(
        label=_("Approver's e-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"list": "approvers", "autocomplete": "off"}),
    )
    approver_pin = PinField(label=_("Approver's Security PIN"), required=False)
    override = forms.CharField(label=_("Why all the same"), required=False, max_length=500)
    make_lookalike = forms.BooleanField(required=False)
    preview = forms.CharField(required=False)  # drawn with the consequences that it stands for
    key = KeyField()

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        self.unfound = ""  # why the product that was typed is not among the lines
        self.is_redrawn = "redraw" in self.data  # rows of another recipe are wanted

    def clean(self) -> dict[str, Any]:
        """The typed fields, with `lines` and `kept` read from the picker's rows."""
        cleaned = super().clean() or {}
        cleaned["lines"] = tuple(self._line(key) for key in self.taken())
        cleaned["kept"] = tuple(self._kept())
        cleaned["travelling"] = tuple(self._numbers("travel"))
        return cleaned

    def taken(self) -> list[str]:
        """The keys of the rows that are ticked."""
        return self.several("take")

    def several(self, name: str) -> list[str]:
        """All values sent under one name."""
        data = self.data
        return [str(text) for text in data.getlist(name)] if isinstance(data, QueryDict) else []

    def wish(self) -> Wish:
        """The wish as far as the form could be read; fields in error count as empty."""
        typed = self.cleaned_data
        return Wish(
            customer_service_notes=typed.get("customer_service_notes", ""),
            recipe=typed.get("recipe", ""),
            reason=typed.get("reason", ""),
            lines=typed.get("lines", ()),
            kept=typed.get("kept", ()),
            travelling_notes=typed.get("travelling", ()),
            override=typed.get("override", ""),
            make_lookalike=bool(typed.get("make_lookalike")),
        )

    def _line(self, key: str) -> WishLine:
        line, _colon, sku = key.partition(":")
        basis = self._text(f"basis-{key}") or None
        price = self._text(f"price-{key}")
        line = line.removeprefix("l") or self._text(f"for-{key}")
        try:
            parent_line = int(line) if line else None
            quantity = int(self._text(f"quantity-{key}") or 1)
        except ValueError:
            raise ValidationError(_("A quantity is a whole number.")) from None
        if quantity >= 2**31 or (parent_line or 0) >= 2**63:
            raise ValidationError(_("This number is too large."))
        amount = read_amount(price, self.currency) if basis == "custom" and price else None
        return WishLine(parent_line, sku, quantity, basis, amount, self._text(f"why-{key}"))

    def kept_rows(self) -> list[KeptRow]:
        """What was typed about wrong units so far, and an empty row."""
        texts = (self.several(name) for name in ("kept", "kept_quantity", "arrived"))
        rows = [KeptRow(*row) for row in zip_longest(*texts, fillvalue="")]
        return [*(row for row in rows if row.line or row.arrived), KeptRow()]

    def _kept(self) -> list[Kept]:
        found = []
        for row in self.kept_rows():
            if not row.line:
                if row.arrived.strip():
                    raise ValidationError(_("Say which line was wrong when another one arrived."))
                continue
            line, quantity = row.line, row.quantity.strip() or "1"
            if any(not (x.isascii() and x.isdecimal()) or len(x) > 9 for x in (line, quantity)):
                raise ValidationError(_("A quantity is a whole number."))
            found.append(Kept(int(line), row.arrived.strip(), int(quantity)))
        return found

    def _text(self, name: str) -> str:
        return str(self.data.get(name, "")).strip()

    def _numbers(self, name: str) -> list[int]:
        texts = [text for text in self.several(name) if text]
        if any(not (t.isascii() and t.isdecimal()) or len(t) > 18 for t in texts):
            raise ValidationError(_("This page sent a number that is none. Load it again."))
        return [int(text) for text in texts]

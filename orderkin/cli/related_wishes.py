"""Lines, kept units and notes as they are typed on the command line, read as a wish."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from orderkin.families.wishes import Kept, Wish, WishLine
from orderkin.lib.errors import Invalid
from orderkin.lib.money import exponent, to_minor
from orderkin.orders.models import Order, no_such_order

_LINE = re.compile(
    r"(?:(?:(?P<instead>.+)@)?#(?P<line>\d{1,18})|(?P<sku>.+?))"
    r"(?:\*(?P<units>\d{1,7}))?(?:=(?P<price>[\w.]+))?"
)
_KEPT = re.compile(r"#(?P<line>\d{1,18})(?:\*(?P<units>\d{1,7}))?(?:=(?P<arrived>.+))?")
_AMOUNT = re.compile(r"\d{1,12}(?:\.(?P<decimals>\d+))?")


def wish_of(number: str, typed: dict[str, Any]) -> Wish:
    """What the options ask for. Raises Invalid for text that is no line, NotFound for the order."""
    return Wish(
        customer_service_notes=typed["notes"],
        recipe=typed["recipe"],
        reason=typed["reason"],
        lines=tuple(_lines(number, typed["lines"], typed["price_reason"])),
        kept=tuple(_kept(text) for text in typed["kept"]),
        travelling_notes=typed["travel"],
        override=typed["override"],
        make_lookalike=typed["look_alike"],
    )


def _lines(number: str, texts: Iterable[str], price_reason: str) -> Iterable[WishLine]:
    for text in texts:
        found = _LINE.fullmatch(text.strip())
        if found is None:
            sentence = _("A line is SKU, #LINE or SKU@#LINE, then *UNITS and =PRICE: not %(text)s.")
            raise Invalid(sentence % {"text": text}, field="line")
        price = found["price"]
        is_custom = price is not None and _AMOUNT.fullmatch(price) is not None
        yield WishLine(
            parent_line=int(found["line"]) if found["line"] else None,
            sku=found["instead"] or found["sku"] or "",
            quantity=int(found["units"] or 1),
            price_basis="custom" if is_custom else price,
            unit_price=_minor(number, price) if is_custom else None,
            price_reason=price_reason if is_custom else "",
        )


def _kept(text: str) -> Kept:
    found = _KEPT.fullmatch(text.strip())
    if found is None:
        sentence = _("A kept unit is #LINE, then *UNITS and =SKU of what arrived: not %(text)s.")
        raise Invalid(sentence % {"text": text}, field="kept")
    return Kept(int(found["line"]), found["arrived"] or "", int(found["units"] or 1))


def _minor(number: str, price: str) -> int:
    """A price per unit in the order's currency, written with a point."""
    currency = Order.objects.filter(number=number).values_list("currency", flat=True).first()
    if currency is None:
        raise no_such_order(number)
    amount = _AMOUNT.fullmatch(price)
    if amount is not None and len(amount["decimals"] or "") > exponent(currency):
        sentence = _("%(currency)s has %(places)d decimals.")
        words = {"currency": currency, "places": exponent(currency)}
        raise Invalid(sentence % words, field="line")
    return to_minor(Decimal(price), currency)

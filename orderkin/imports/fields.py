"""Values of a JSON object, read exactly and refused with the name of the field at fault."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from orderkin.imports.amounts import LARGEST
from orderkin.imports.cells import rounded
from orderkin.imports.dates import read_date
from orderkin.imports.problems import Unreadable
from orderkin.lib.money import is_currency

Object = Mapping[str, Any]


def text(source: Object, name: str, limit: int = 2_000) -> str:
    """The field as text without HTML entities; '' for null and for anything that is no text."""
    value = source.get(name)
    if value is None or isinstance(value, dict | list | bool):
        return ""
    plain = html.unescape(str(value)).replace("\x00", "").strip()
    if len(plain) > limit:
        raise Unreadable("text_too_long", column=name, limit=limit)
    return plain


def exact(source: Object, name: str) -> Decimal | None:
    """A number as it was written; None when absent. Raises Unreadable: not_an_amount."""
    written = text(source, name)
    if not written:
        return None
    try:
        value = Decimal(written)
    except InvalidOperation as wrong:
        raise Unreadable("not_an_amount", column=name, text=written) from wrong
    if not value.is_finite() or abs(value) > LARGEST:
        raise Unreadable("not_an_amount", column=name, text=written)
    return value


def minor(source: Object, name: str, currency: str) -> int | None:
    """An amount in minor units, half up; None when absent."""
    value = exact(source, name)
    return None if value is None else rounded(value, currency)


def moment(source: Object, name: str) -> datetime | None:
    """A time in UTC; None when absent. Raises Unreadable: not_a_date."""
    written = text(source, name)
    if not written:
        return None
    try:
        return read_date(written)
    except Unreadable as wrong:
        raise Unreadable(wrong.code, column=name, text=written) from wrong


def currency_of(source: Object, name: str) -> str:
    """An ISO currency. Raises Unreadable: currency_missing, currency_unknown."""
    code = text(source, name).upper()
    if not code:
        raise Unreadable("currency_missing", column=name)
    if not is_currency(code):
        raise Unreadable("currency_unknown", column=name, text=code)
    return code


def objects(source: Object, name: str) -> Sequence[Object]:
    """The list of objects under a field; anything else counts as none."""
    value = source.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def inner(source: Object, name: str) -> Object:
    """The object under a field, or an empty one."""
    value = source.get(name)
    return value if isinstance(value, dict) else {}


def whole(source: Object, name: str) -> tuple[int, str]:
    """(pieces, label): 1.5 metres are one piece that says so. Raises Unreadable."""
    count = exact(source, name)
    if count is None:
        raise Unreadable("quantity_missing", column=name)
    if count < 0:
        raise Unreadable("quantity_negative", column=name, text=count)
    if count != int(count):
        return 1, f" ({count.normalize()} ×)"
    return int(count), ""

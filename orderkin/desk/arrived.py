"""What arrived instead of a line, when no product is meant by what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from orderkin.desk.forms.related import KeptRow
from orderkin.lib.errors import Refusal

_FIELD = re.compile(r"kept\.(\d{1,9})\.arrived_sku")


def is_of_arrived(refusal: Refusal) -> bool:
    """Whether the refusal speaks of what arrived; its row says so itself."""
    return bool(_FIELD.fullmatch(refusal.field or ""))


def with_refusal(rows: Sequence[KeptRow], refusal: Refusal | None) -> list[KeptRow]:
    """The rows about wrong units, the refused one with its sentence."""
    at = _row_of(refusal) if refusal else None
    return [
        replace(row, refusal=_sentence(row.arrived)) if n == at else row
        for n, row in enumerate(rows)
    ]


def said(refusal: Refusal, rows: Sequence[KeptRow]) -> str:
    """The sentence of the refusal; people may type names and barcodes too, programs only SKUs."""
    at = _row_of(refusal)
    return refusal.sentence if at is None else _sentence(rows[at].arrived)


def _row_of(refusal: Refusal) -> int | None:
    found = _FIELD.fullmatch(refusal.field or "")
    return int(found[1]) if found else None


def _sentence(arrived: str) -> str:
    sentence = _("No product, or more than one, has the SKU, name or barcode “%(text)s”.")
    return sentence % {"text": arrived}

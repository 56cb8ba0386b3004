"""Any product in the line picker: what was typed or scanned, found and taken."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from orderkin.desk.forms.related import RelatedOrderForm
from orderkin.products.queries import skus_meant


def take_product(form: RelatedOrderForm) -> None:
    """Tick the product that is meant by what stands in the box, and empty the box.

    An exact SKU or barcode is meant, else the only product with these words in its name. When none
    or several are, the text stays and `form.unfound` says so.
    """
    text = str(form.data.get("any_product", "")).replace("\x00", "").strip()
    if not text or not isinstance(form.data, QueryDict):
        return
    meant = skus_meant(text, limit=2)
    if len(meant) != 1:
        sentence = _("No product, or more than one, is meant by “%(text)s”. Choose from the list.")
        form.unfound = sentence % {"text": text}
        return
    typed, key = form.data.copy(), f":{meant[0]}"
    if key in typed.getlist("take"):  # scanned again: one more of it
        before = typed.get(f"quantity-{key}", "1")
        typed[f"quantity-{key}"] = str(int(before) + 1) if before.isdecimal() else before
    else:
        typed.appendlist("take", key)
    typed["any_product"] = ""
    form.data = typed


def name_arrived(form: RelatedOrderForm) -> None:
    """What arrived instead may be typed as a name or scanned; where that is clear it is its SKU."""
    if not isinstance(form.data, QueryDict) or not any(form.several("arrived")):
        return
    typed = form.data.copy()
    typed.setlist("arrived", [_clear_sku(text) for text in form.several("arrived")])
    form.data = typed


def _clear_sku(text: str) -> str:
    meant = skus_meant(text, limit=2) if text.strip() else []
    return meant[0] if len(meant) == 1 else text

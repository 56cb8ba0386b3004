"""Any product in the line picker: what was typed or scanned, found and taken."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from orderkin.desk.forms.related import RelatedOrderForm
from orderkin.products.models import Product
from orderkin.products.queries import find_products


def take_product(form: RelatedOrderForm, at: datetime) -> None:
    """Tick the product that is meant by what stands in the box, and empty the box.

    An exact SKU or barcode is meant, else the only product with these words in its name. When none
    or several are, the text stays and `form.unfound` says so.
    """
    text = str(form.data.get("any_product", "")).replace("\x00", "").strip()
    if not text or not isinstance(form.data, QueryDict):
        return
    sku = _meant(text, form.currency, at)
    if not sku:
        sentence = _("No product, or more than one, is meant by “%(text)s”. Choose from the list.")
        form.unfound = sentence % {"text": text}
        return
    typed = form.data.copy()
    typed.appendlist("take", f":{sku}")
    typed["any_product"] = ""
    form.data = typed


def _meant(text: str, currency: str, at: datetime) -> str:
    exact = Product.objects.filter(Q(sku__iexact=text) | Q(barcode=text), active=True)
    skus = list(exact.order_by("sku").values_list("sku", flat=True)[:2])
    skus = skus or [one.sku for one in find_products(text=text, currency=currency, on=at, limit=2)]
    return skus[0] if len(skus) == 1 else ""

"""Products: list and read."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router

from orderkin.api.actor import reader
from orderkin.api.shapes.base import BIGGEST, Answer, Limit, Text
from orderkin.lib.errors import NotFound
from orderkin.products.models import Product
from orderkin.products.queries import list_products, product_page

router = Router(tags=["Products"])
After = Annotated[int, Query(ge=0, le=BIGGEST, description="`next` of the page before")]


class PriceAnswer(Answer):
    """A list price in minor units."""

    currency: str
    amount: int


class ProductAnswer(Answer):
    """A product; `available` is None where stock is not counted."""

    sku: str
    name: str
    barcode: str
    is_kit: bool
    is_spare_part: bool
    sold_alone: bool
    ships: bool
    active: bool
    prices: list[PriceAnswer]
    available: int | None


class ProductsAnswer(Answer):
    """A page of products; `next` is None on the last."""

    items: list[ProductAnswer]
    next: str | None


class PartAnswer(Answer):
    """Another product and how many of it."""

    sku: str
    name: str
    quantity: int


class FullProductAnswer(ProductAnswer):
    """A product with what is in it and what goes with it."""

    components: list[PartAnswer]
    spare_parts: list[str]
    accessories: list[str]


def _answer(product: Product) -> dict[str, object]:
    stock = getattr(product, "stock", None)
    return {
        "sku": product.sku,
        "name": product.name,
        "barcode": product.barcode,
        "is_kit": product.is_kit,
        "is_spare_part": product.is_spare_part,
        "sold_alone": product.sold_alone,
        "ships": product.ships,
        "active": product.active,
        "prices": list(product.prices.all()),
        "available": stock.available if stock else None,
    }


@router.get("/products", response=ProductsAnswer, summary="Find products")
def products(
    request: HttpRequest, q: Text | None = None, cursor: After = 0, limit: Limit = 50
) -> dict[str, object]:
    """By words of SKU, name or barcode."""
    reader(request)
    found = list_products(text=q or "", after=cursor, limit=limit)
    return {"items": [_answer(row) for row in found.rows], "next": found.next}


@router.get("/products/{sku}", response=FullProductAnswer, summary="Read a product")
def product(request: HttpRequest, sku: Text) -> dict[str, object]:
    """Kits with their components; spare parts and accessories by SKU."""
    reader(request)
    found = product_page(sku)
    if found is None:
        sentence = _("There is no product with the SKU %(sku)s.") % {"sku": sku}
        raise NotFound(sentence, code="unknown_sku", field="sku")
    parts = [
        {"sku": row.component.sku, "name": row.component.name, "quantity": row.quantity}
        for row in found.components.all()
    ]
    fits = [(row.role, row.other.sku) for row in found.fits.all()]
    return {
        **_answer(found),
        "components": parts,
        "spare_parts": [other for role, other in fits if role == "spare_part"],
        "accessories": [other for role, other in fits if role == "accessory"],
    }

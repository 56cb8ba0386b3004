"""Products with prices and stock; then, when all are there, what is in them and goes with them."""

from __future__ import annotations

from collections.abc import Sequence

from orderkin.exports import parts
from orderkin.exports.back.body import Body
from orderkin.exports.names import Ids
from orderkin.exports.parts import Part
from orderkin.products.models import Product
from orderkin.products.searching import search_text
from orderkin.sql import insert


def bring_products(bodies: Sequence[Body], ids: Ids) -> None:
    """Products by SKU; one of the same SKU becomes what the file says, with its stock."""
    ids.learn_products(body["sku"] for body in bodies)
    new = []
    for body in bodies:
        own = {k: v for k, v in body.items() if k not in {"prices", "stock"}}
        row = parts.PRODUCT.back(own, ids.find)
        row["search_text"] = search_text(row["sku"], row["name"], row.get("barcode", ""))
        known = ids.find("product", body["sku"])
        if known:
            Product.objects.filter(pk=known).update(**row)
        else:
            new.append(row)
    made = insert(Product, new)
    ids.know("product", {row["sku"]: pk for row, pk in zip(new, made, strict=True)})
    _hang(parts.PRICE, "prices", bodies, ids)
    _hang(parts.STOCK, "stock", bodies, ids)


def bring_parts(bodies: Sequence[Body], ids: Ids) -> None:
    """What is in kits, and which spare parts and accessories go with products."""
    ids.learn_products(body["sku"] for body in bodies)
    for body in bodies:
        ids.learn_products(one["component"] for one in body["components"])
        ids.learn_products(one["other"] for one in body["fits"])
    _hang(parts.COMPONENT, "components", bodies, ids)
    _hang(parts.FIT, "fits", bodies, ids)


def _hang(part: Part, name: str, bodies: Sequence[Body], ids: Ids) -> None:
    owners = [(ids.find("product", body["sku"]) or 0, body) for body in bodies]
    there = part.model._default_manager.filter(**{f"{part.within}__in": [pk for pk, _ in owners]})
    there.delete()
    rows = [
        {**part.back(one, ids.find), part.within: pk} for pk, body in owners for one in body[name]
    ]
    insert(part.model, rows)

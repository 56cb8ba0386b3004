"""Products of imported lines: found by SKU, or made and marked as not looked at yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from orderkin.imports.rows import ImportedOrder
from orderkin.products.models import Product, ProductPrice
from orderkin.products.searching import search_text
from orderkin.sql.many import fetch_among


@dataclass(frozen=True, slots=True)
class Shelved:
    """What a line needs to know of its product."""

    id: int
    cost: int
    ships: bool


def products_for(orders: Iterable[ImportedOrder], at: datetime) -> dict[str, Shelved]:
    """A product for every SKU on these orders' lines; the unknown ones are made, unconfirmed."""
    wanted = _wanted(orders)
    found = _known(wanted)
    unknown = [sku for sku in wanted if sku not in found]
    if unknown:
        _make(unknown, wanted, at)
        found |= _known(unknown)
    return found


def _known(skus: Iterable[str]) -> dict[str, Shelved]:
    rows = fetch_among(
        "SELECT sku, id, cost, ships FROM products_product WHERE sku {among}", list(skus)
    )
    return {row.sku: Shelved(row.id, row.cost, bool(row.ships)) for row in rows}


_Wanted = dict[str, tuple[str, int, str, bool]]


def _wanted(orders: Iterable[ImportedOrder]) -> _Wanted:
    """SKU to name, list price (minor units), its currency, and whether it ships."""
    wanted: _Wanted = {}
    for order in orders:
        for line in order.lines:
            if line.sku:
                price = line.list_price or line.unit_price
                wanted.setdefault(line.sku, (line.name, price, order.currency, line.ships))
            for part in line.components:
                if part.sku:
                    price = part.amount // part.quantity
                    wanted.setdefault(part.sku, (part.name, price, order.currency, True))
    return dict(sorted(wanted.items()))


def _make(unknown: list[str], wanted: _Wanted, at: datetime) -> None:
    """Another import may make the same product at this moment: the first one stays."""
    Product.objects.bulk_create(
        [
            Product(
                sku=sku,
                name=(wanted[sku][0] or sku)[:300],
                ships=wanted[sku][3],
                confirmed=False,
                cost_currency=wanted[sku][2],
                search_text=search_text(sku, wanted[sku][0]),
                created_at=at,
            )
            for sku in unknown
        ],
        ignore_conflicts=True,
    )
    made = dict(Product.objects.filter(sku__in=unknown).values_list("sku", "id"))
    ProductPrice.objects.bulk_create(
        [
            ProductPrice(product_id=made[sku], currency=wanted[sku][2], amount=wanted[sku][1])
            for sku in unknown
            if wanted[sku][1] > 0
        ],
        ignore_conflicts=True,
    )

"""Products as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Upper
from django.db.models.lookups import Exact

from orderkin.lib.paging import Page
from orderkin.products.kits import MAX_DEPTH, ProductFacts
from orderkin.products.models import KitComponent, Product, ProductFit, ProductPrice
from orderkin.products.searching import PRODUCTS, needles, whole
from orderkin.sql import fetch
from orderkin.sql.many import fetch_among
from orderkin.sql.values import shaped

# So many hits are read at a time when only those in use are wanted.
SLICE = 200

_FACTS = """
SELECT p.id, p.sku, p.name, pr.amount AS list_price, p.cost, p.cost_currency, p.is_kit,
       p.is_spare_part, p.sold_alone, p.ships, p.active, s.on_hand - s.committed AS available
  FROM products_product p
  LEFT JOIN products_productprice pr ON pr.product_id = p.id AND pr.currency = %s
  LEFT JOIN products_stock s ON s.product_id = p.id
 WHERE {}
"""


def facts_by_id(
    *, currency: str, on: date, ids: Iterable[int] = (), skus: Iterable[str] = ()
) -> dict[int, ProductFacts]:
    """Facts of these products and of everything inside them when they are kits, by id.

    Prices are minor units of `currency`; components are those valid on the date `on`.
    """
    known: dict[int, ProductFacts] = {}
    wanted_ids, wanted_skus = set(ids), set(skus)
    for _level in range(MAX_DEPTH + 1):
        rows = _rows(currency, wanted_ids, wanted_skus)
        kits = [row.id for row in rows if row.is_kit]
        inside = _components(kits, on)
        for row in rows:
            known[row.id] = _facts(row, tuple(inside.get(row.id, ())))
        wanted_skus = set()
        wanted_ids = {part for parts in inside.values() for part, _n in parts} - known.keys()
        if not wanted_ids:
            break
    return known


def _facts(row: Any, parts: tuple[tuple[int, int], ...]) -> ProductFacts:
    flags = ("is_kit", "is_spare_part", "sold_alone", "ships", "active")
    switches = {name: bool(getattr(row, name)) for name in flags}
    return shaped(ProductFacts, row, **switches, components=parts)


def _rows(currency: str, ids: set[int], skus: set[str]) -> list[Any]:
    tests, params = [], [currency]
    if ids:
        tests.append(f"p.id IN ({', '.join(['%s'] * len(ids))})")
    if skus:
        tests.append(f"p.sku IN ({', '.join(['%s'] * len(skus))})")
    if not tests:
        return []
    return fetch(_FACTS.format(" OR ".join(tests)), [*params, *sorted(ids), *sorted(skus)])


def _components(kits: list[int], on: date) -> dict[int, list[tuple[int, int]]]:
    inside: dict[int, list[tuple[int, int]]] = {}
    if not kits:
        return inside
    valid = Q(valid_from=None) | Q(valid_from__lte=on)
    still = Q(valid_until=None) | Q(valid_until__gte=on)
    parts = KitComponent.objects.filter(valid, still, kit_id__in=kits).order_by("kit_id", "id")
    for kit, part, quantity in parts.values_list("kit_id", "component_id", "quantity"):
        inside.setdefault(kit, []).append((part, quantity))
    return inside


def fits_of(product_ids: Iterable[int]) -> QuerySet[ProductFit]:
    """Spare parts of and accessories for these products, with the other product loaded."""
    fits = ProductFit.objects.filter(product_id__in=list(product_ids), other__active=True)
    return fits.select_related("other").order_by("product_id", "role", "other__sku", "id")


def list_products(*, text: str = "", after: int = 0, limit: int = 50) -> Page[Product]:
    """Products by words of SKU, name and barcode, in id order from `after` on.

    Accents and case do not matter.
    """
    wanted = needles(text)
    rows = Product.objects.order_by("pk").select_related("stock")
    if wanted:
        rows = rows.filter(pk__in=PRODUCTS.holding(wanted, after=after, limit=limit + 1))
    prices = Prefetch("prices", ProductPrice.objects.order_by("currency"))
    found = list(rows.filter(pk__gt=after).prefetch_related(prices)[: limit + 1])
    more = len(found) > limit
    return Page(tuple(found[:limit]), str(found[limit - 1].pk) if more else None)


@dataclass(frozen=True, slots=True)
class ProductName:
    """A product as a menu names it."""

    sku: str
    name: str


_NAMES = "SELECT p.sku, p.name FROM products_product p WHERE p.id {among} ORDER BY p.id"


def name_products(*, text: str, limit: int) -> list[ProductName]:
    """The first of `list_products`, for who asks with every letter; no words name none."""
    wanted = needles(text)
    ids = PRODUCTS.holding(wanted, after=0, limit=limit) if wanted else []
    return [ProductName(*row) for row in fetch_among(_NAMES, ids, fresh=False)]


def find_products(*, text: str, currency: str, on: datetime, limit: int = 12) -> list[ProductFacts]:
    """Products to put on an order: exact SKU or barcode first, then those holding the words."""
    wanted = needles(text)
    if not wanted:
        return []
    exact = _first(_named_so(text), "pk", limit)
    holding = _active_holding(wanted, limit * 3).order_by("sku").values_list("pk", flat=True)
    ordered = list(dict.fromkeys([*exact, *holding]))[:limit]
    known = facts_by_id(currency=currency, on=on.date(), ids=ordered)
    return [known[pk] for pk in ordered]


def skus_meant(text: str, *, limit: int = 4) -> list[str]:
    """SKUs of the active products that typed or scanned text can mean; one when it is clear.

    The SKU in any case or the barcode is clear, then the whole name, then all words of the text.
    """
    typed = text.replace("\x00", "").strip()
    wanted = needles(typed)
    if not wanted:
        return []
    active = Product.objects.filter(active=True)
    named = active.filter(_folds("name", typed))
    for sources in ((active.filter(sku=typed),), _named_so(typed), (named,)):
        if found := _first(sources, "sku", limit):
            return found
    holding = _active_holding(wanted, limit).order_by("sku")
    return list(holding.values_list("sku", flat=True)[:limit])


def _named_so(typed: str) -> tuple[QuerySet[Product], ...]:
    """The products in use with this SKU, in any case, or this barcode."""
    active, text = Product.objects.filter(active=True), typed.strip()
    # Not by the index of barcodes: where most products have none, SQLite reads them all instead.
    holding = PRODUCTS.holding(whole(text), after=0, limit=SLICE)
    return active.filter(_folds("sku", text)), active.filter(barcode=text, pk__in=holding)


def _folds(field: str, typed: str) -> Q:
    """The field in any case, in the way that both databases have an index for."""
    return Q(Exact(Upper(field), Upper(Value(typed))))


def _first(sources: Iterable[QuerySet[Product]], field: str, limit: int) -> list[Any]:
    """A field of the few rows of exact look-ups, by SKU."""
    # Sorted here: told to sort, the database walks SKUs in order until it meets them.
    few = (rows.order_by().values_list("sku", field)[:limit] for rows in sources)
    found = {pair for pairs in few for pair in pairs}
    return [value for _sku, value in sorted(found)][:limit]


def _active_holding(wanted: Sequence[str], limit: int) -> QuerySet[Product]:
    """The first products in use whose search text holds all of it."""
    kept: list[int] = []
    last = 0
    while len(kept) < limit:
        ids = PRODUCTS.holding(wanted, after=last, limit=SLICE)
        active = Product.objects.filter(pk__in=ids, active=True).order_by("pk")
        kept += active.values_list("pk", flat=True)
        if len(ids) < SLICE:
            break
        last = ids[-1]
    return Product.objects.filter(pk__in=kept[:limit])


def product_page(sku: str) -> Product | None:
    """One product with prices, stock, components, spare parts and accessories, or None."""
    parts = KitComponent.objects.select_related("component").order_by("id")
    fits = ProductFit.objects.select_related("other").order_by("role", "other__sku", "id")
    fitting = ProductFit.objects.select_related("product").order_by("product__sku", "id")
    return (
        Product.objects.filter(sku=sku)
        .select_related("stock")
        .prefetch_related(
            Prefetch("prices", ProductPrice.objects.order_by("currency")),
            Prefetch("components", parts),
            Prefetch("fits", fits),
            Prefetch("fits_to", fitting),
        )
        .first()
    )


def kits_with(product_id: int, limit: int = 25) -> list[tuple[str, str, int]]:
    """Kits that a product is a component of: SKU, name, and how many are in it, by SKU."""
    found = KitComponent.objects.filter(component_id=product_id).order_by("kit__sku", "id")
    return list(found.values_list("kit__sku", "kit__name", "quantity")[:limit])

"""The demo shop's sixty products with their barcodes, and what may be asked of them."""

from dataclasses import replace
from functools import cache
from typing import Final

from orderkin.demo.barcodes import in_store_barcode
from orderkin.demo.furniture import FURNITURE_PRODUCTS
from orderkin.demo.lamps import LAMP_PRODUCTS
from orderkin.demo.shapes import DemoProduct

PRODUCTS: Final = tuple(
    replace(product, barcode=in_store_barcode(position))
    for position, product in enumerate(FURNITURE_PRODUCTS + LAMP_PRODUCTS, start=1)
)
_BY_SKU: Final = {product.sku: product for product in PRODUCTS}


def product(sku: str) -> DemoProduct:
    """The product with this SKU."""
    return _BY_SKU[sku]


def spoken(sku: str) -> str:
    """What a colleague calls it in a sentence: "the shelf kit", "the screw M6 × 40"."""
    name = _BY_SKU[sku].name.split(",")[0]
    return f"the {name[0].lower()}{name[1:]}"


@cache
def leaves(sku: str) -> tuple[tuple[str, int], ...]:
    """What one unit consists of when every kit, and every kit within, is opened."""
    ware = _BY_SKU[sku]
    if not ware.components:
        return ((sku, 1),)
    found: dict[str, int] = {}
    for component, quantity in ware.components:
        for leaf, each in leaves(component):
            found[leaf] = found.get(leaf, 0) + each * quantity
    return tuple(found.items())


@cache
def weight(sku: str) -> int:
    """The weight of one unit in grams; a kit weighs what is in it."""
    return sum(_BY_SKU[leaf].weight * quantity for leaf, quantity in leaves(sku))


@cache
def cost(sku: str) -> int:
    """What one unit cost us, in euro cents; a kit costs what is in it."""
    return sum(_BY_SKU[leaf].cost * quantity for leaf, quantity in leaves(sku))


@cache
def spare_parts(sku: str) -> tuple[DemoProduct, ...]:
    """The spare parts that fit this product."""
    return tuple(ware for ware in PRODUCTS if sku in ware.part_of)


@cache
def accessories(sku: str) -> tuple[DemoProduct, ...]:
    """The accessories that go with this product."""
    return tuple(ware for ware in PRODUCTS if sku in ware.accessory_of)


@cache
def bestsellers(company: str) -> tuple[tuple[DemoProduct, ...], tuple[int, ...]]:
    """What a brand sells on its own, with how often each is picked."""
    wares = tuple(ware for ware in PRODUCTS if ware.company == company and ware.popularity)
    return wares, tuple(ware.popularity for ware in wares)

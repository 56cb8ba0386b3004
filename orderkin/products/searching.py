"""What a product is found by, and how typed words look for it."""

from __future__ import annotations

import re

from orderkin.lib.text import fold
from orderkin.sql.trigrams import Indexed, entries, needle

PRODUCTS = Indexed("products_product", "products_search")
LONGEST = 500
_SIGNS = re.compile(r"[^\w]+")


def search_text(sku: str, name: str, barcode: str = "") -> str:
    """One entry each: the SKU whole, its pieces, the barcode, every word of the name."""
    whole = fold(sku)
    words = [whole, fold(barcode), *fold(name).split(), *_SIGNS.split(whole)]
    return entries(words)[:LONGEST]


def needles(text: str) -> list[str]:
    """Runs of characters that all must stand in a product's search text.

    Words of three characters and more are found anywhere in an entry, shorter ones where an entry
    begins.
    """
    return [needle(word) for word in dict.fromkeys(fold(text).split())]


def whole(text: str) -> list[str]:
    """The run of characters of an entry that is this text and nothing more."""
    return [entries([fold(text)])]

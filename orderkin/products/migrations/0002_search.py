"""Products by words, by SKU and by name in any case, in the way of each database."""

from typing import Any

import django.db.models.functions.text
from django.db import migrations, models

from orderkin.products.searching import PRODUCTS, search_text
from orderkin.sql.trigram_index import make_index, write_texts


def text_of(row: Any) -> str:
    """What a product is found by."""
    return search_text(row.sku, row.name, row.barcode)


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial")]

    operations = [
        write_texts("products", "Product", text_of),
        migrations.AddIndex(
            "product",
            models.Index(django.db.models.functions.text.Upper("sku"), name="product_sku_any_case"),
        ),
        migrations.AddIndex(
            "product",
            models.Index(
                django.db.models.functions.text.Upper("name"), name="product_name_any_case"
            ),
        ),
        make_index(PRODUCTS, "product_trigrams"),
    ]

"""Products by words, by SKU and by name in any case, in the way of each database."""

import django.db.models.functions.text
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from orderkin.products.searching import search_text

SLICE = 5_000

# SQLite: like the index of customers, without content of its own, kept by triggers. A migration
# that makes the table anew has to make the triggers anew.
SQLITE = (
    """CREATE VIRTUAL TABLE products_search USING fts5(
        search_text, content='products_product', content_rowid='id', tokenize='trigram')""",
    "INSERT INTO products_search(products_search) VALUES ('rebuild')",
    """CREATE TRIGGER products_product_added AFTER INSERT ON products_product BEGIN
        INSERT INTO products_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    """CREATE TRIGGER products_product_removed AFTER DELETE ON products_product BEGIN
        INSERT INTO products_search(products_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END""",
    """CREATE TRIGGER products_product_changed AFTER UPDATE OF search_text ON products_product
    BEGIN
        INSERT INTO products_search(products_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO products_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """CREATE INDEX product_trigrams ON products_product USING gin (search_text gin_trgm_ops)
        WITH (gin_pending_list_limit = 256)""",
)


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Products that were here before."""
    products = apps.get_model("products", "Product").objects.order_by("pk")
    last = 0
    while rows := list(products.filter(pk__gt=last)[:SLICE]):
        last = rows[-1].pk
        found = [(search_text(r.sku, r.name, r.barcode), r.pk) for r in rows]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany("UPDATE products_product SET search_text = %s WHERE id = %s", found)


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The trigram index in the way of this database."""
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back to no index."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX product_trigrams", params=None)
        return
    for name in ("added", "removed", "changed"):
        schema_editor.execute(f"DROP TRIGGER products_product_{name}", params=None)
    schema_editor.execute("DROP TABLE products_search", params=None)


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
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
        migrations.RunPython(build, remove),
    ]

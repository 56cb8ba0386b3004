"""What customers are found by, and the trigram index on it."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from orderkin.customers.searching import search_text

SLICE = 5_000

# SQLite: like the index of orders, without content of its own, kept by triggers. A migration that
# makes the table anew has to make the triggers anew.
SQLITE = (
    """CREATE VIRTUAL TABLE customers_search USING fts5(
        search_text, content='customers_customer', content_rowid='id', tokenize='trigram')""",
    "INSERT INTO customers_search(customers_search) VALUES ('rebuild')",
    """CREATE TRIGGER customers_customer_added AFTER INSERT ON customers_customer BEGIN
        INSERT INTO customers_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    """CREATE TRIGGER customers_customer_removed AFTER DELETE ON customers_customer BEGIN
        INSERT INTO customers_search(customers_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END""",
    """CREATE TRIGGER customers_customer_changed AFTER UPDATE OF search_text ON customers_customer
    BEGIN
        INSERT INTO customers_search(customers_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO customers_search(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """CREATE INDEX customer_trigrams ON customers_customer USING gin (search_text gin_trgm_ops)
        WITH (gin_pending_list_limit = 256)""",
)


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Customers that were here before."""
    customers = apps.get_model("customers", "Customer").objects.order_by("pk")
    last = 0
    while rows := list(customers.filter(pk__gt=last)[:SLICE]):
        last = rows[-1].pk
        found = [
            (search_text(name=r.name, business=r.business, email=r.email, phone=r.phone), r.pk)
            for r in rows
        ]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE customers_customer SET search_text = %s WHERE id = %s", found
            )


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The trigram index in the way of this database."""
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back to no index."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX customer_trigrams", params=None)
        return
    for name in ("added", "removed", "changed"):
        schema_editor.execute(f"DROP TRIGGER customers_customer_{name}", params=None)
    schema_editor.execute("DROP TABLE customers_search", params=None)


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]

    operations = [
        migrations.AddField("customer", "search_text", models.TextField(blank=True, default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(build, remove),
    ]

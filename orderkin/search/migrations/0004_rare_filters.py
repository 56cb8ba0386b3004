"""What few of a million orders have is read off an index: payment, parcels, totals."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Not indexes of the models: nothing but the search needs them.
INDEXES = {
    "order_by_payment": "orders_order (payment_status, placed_at DESC, id DESC)",
    "order_by_shipping": "orders_order (shipping_status, placed_at DESC, id DESC)",
    "order_by_total": "orders_order (currency, total)",
}


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite has that of totals already."""
    for name, where in INDEXES.items():
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {where}", params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back to what was there."""
    kept = {"order_by_total"} if schema_editor.connection.vendor == "sqlite" else set()
    for name in INDEXES.keys() - kept:
        schema_editor.execute(f"DROP INDEX {name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_totals"), ("orders", "0003_fewer_indexes")]

    operations = [migrations.RunPython(build, remove)]

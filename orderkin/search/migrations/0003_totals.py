"""SQLite: an index on totals, so that a rare amount can lead a search (PostgreSQL weighs itself)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Not an index of the model: PostgreSQL would keep it up for nothing."""
    if schema_editor.connection.vendor == "sqlite":
        sql = "CREATE INDEX order_by_total ON orders_order (currency, total)"
        schema_editor.execute(sql, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back to no index."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP INDEX order_by_total", params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_saved_views"), ("orders", "0003_fewer_indexes")]

    operations = [migrations.RunPython(build, remove)]

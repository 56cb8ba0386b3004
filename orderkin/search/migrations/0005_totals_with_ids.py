"""PostgreSQL: the ids of orders of a total are read off its index, without a look at each order."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite's indexes hold the ids as they are."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS order_by_total", params=None)
        schema_editor.execute(
            "CREATE INDEX order_by_total ON orders_order (currency, total) INCLUDE (id)",
            params=None,
        )


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back to totals alone."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX order_by_total", params=None)
        schema_editor.execute(
            "CREATE INDEX order_by_total ON orders_order (currency, total)", params=None
        )


class Migration(migrations.Migration):
    dependencies = [("search", "0004_rare_filters"), ("orders", "0003_fewer_indexes")]

    operations = [migrations.RunPython(build, remove)]

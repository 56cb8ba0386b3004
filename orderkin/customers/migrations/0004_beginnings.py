"""PostgreSQL: an index of the first letters of what customers are found by."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from orderkin.customers.beginnings import BEGINNINGS


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite's index knows line breaks, and by them where an entry begins."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX IF NOT EXISTS customer_beginnings ON customers_customer"
            f" USING gin ({BEGINNINGS}) WITH (gin_pending_list_limit = 256)",
            params=None,
        )


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back to no index."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX customer_beginnings", params=None)


class Migration(migrations.Migration):
    dependencies = [("customers", "0003_first_letters")]

    operations = [migrations.RunPython(build, remove)]

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# SQLite: an FTS5 table without content of its own. Triggers keep it, so that no writer can forget.
SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        text, notes, content='search_document', content_rowid='place', tokenize='trigram')""",
    """CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
        INSERT INTO search_index(rowid, text, notes) VALUES (new.place, new.text, new.notes);
    END""",
    """CREATE TRIGGER search_document_removed AFTER DELETE ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, text, notes)
        VALUES ('delete', old.place, old.text, old.notes);
    END""",
    """CREATE TRIGGER search_document_changed AFTER UPDATE ON search_document BEGIN
        INSERT INTO search_index(search_index, rowid, text, notes)
        VALUES ('delete', old.place, old.text, old.notes);
        INSERT INTO search_index(rowid, text, notes) VALUES (new.place, new.text, new.notes);
    END""",
)

# PostgreSQL: no triggers (Citus). A small pending list: every search reads it to the end.
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """CREATE INDEX search_document_trigrams ON search_document
        USING gin (text gin_trgm_ops, notes gin_trgm_ops) WITH (gin_pending_list_limit = 256)""",
)


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The trigram index in the way of this database."""
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL drops its index with the table; SQLite's triggers go with it too."""
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE search_index", params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("orders", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("notes", models.TextField(blank=True)),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_document",
                        to="orders.order",
                    ),
                ),
            ],
        ),
        migrations.RunPython(build, remove),
    ]

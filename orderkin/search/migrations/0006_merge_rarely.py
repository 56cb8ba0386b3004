from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

INDEXES = ("search_index", "customers_search", "products_search")
# Every transaction that adds a text leaves a piece of its own. FTS5 by itself merges four of a size
# at once, so that a text is written again log4(n) times, and when it lags behind, merges sixteen to
# their end while a writer waits: up to 100 ms. With these it merges more at once and bit by bit; as
# many pieces stand, half as much is written, and nobody waits longer than 30 ms.
MERGE_AT, MERGE_AT_ONCE = 16, 32
USUAL_AT, USUAL_AT_ONCE = 4, 16


def _say(schema_editor: BaseDatabaseSchemaEditor, at: int, at_once: int) -> None:
    if schema_editor.connection.vendor != "sqlite":
        return
    for index in INDEXES:
        for name, value in (("automerge", at), ("crisismerge", at_once)):
            schema_editor.execute(f"INSERT INTO {index}({index}, rank) VALUES ('{name}', {value})")


def merge_rarely(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _say(schema_editor, MERGE_AT, MERGE_AT_ONCE)


def merge_as_usual(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _say(schema_editor, USUAL_AT, USUAL_AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0005_totals_with_ids"),
        ("customers", "0002_search_text"),
        ("products", "0002_search"),
    ]

    operations = [migrations.RunPython(merge_rarely, merge_as_usual)]

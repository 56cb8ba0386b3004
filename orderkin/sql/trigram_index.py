"""The index behind `trigrams.Indexed`, as migrations make it in the way of each database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from orderkin.sql.trigrams import Indexed

SLICE = 5_000

# SQLite: without content of its own, kept by triggers. A migration that makes the table anew has to
# make the triggers anew.
_SQLITE = (
    """CREATE VIRTUAL TABLE {index} USING fts5(
        search_text, content='{table}', content_rowid='id', tokenize='trigram')""",
    "INSERT INTO {index}({index}) VALUES ('rebuild')",
    """CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN
        INSERT INTO {index}(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
    """CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN
        INSERT INTO {index}({index}, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END""",
    """CREATE TRIGGER {table}_changed AFTER UPDATE OF search_text ON {table}
    BEGIN
        INSERT INTO {index}({index}, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO {index}(rowid, search_text) VALUES (new.id, new.search_text);
    END""",
)
_NOT_SQLITE = (
    "DROP TRIGGER {table}_added",
    "DROP TRIGGER {table}_removed",
    "DROP TRIGGER {table}_changed",
    "DROP TABLE {index}",
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """CREATE INDEX {gin} ON {table} USING gin (search_text gin_trgm_ops)
        WITH (gin_pending_list_limit = 256)""",
)
_NOT_POSTGRESQL = ("DROP INDEX {gin}",)


def write_texts(app: str, model: str, text_of: Callable[[Any], str]) -> migrations.RunPython:
    """The `search_text` of the rows that were here before."""

    def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        kind = apps.get_model(app, model)
        update = f"UPDATE {kind._meta.db_table} SET search_text = %s WHERE id = %s"
        last = 0
        while rows := list(kind.objects.order_by("pk").filter(pk__gt=last)[:SLICE]):
            last = rows[-1].pk
            with schema_editor.connection.cursor() as cursor:
                cursor.executemany(update, [(text_of(row), row.pk) for row in rows])

    return migrations.RunPython(fill, migrations.RunPython.noop)


def make_index(of: Indexed, gin: str) -> migrations.RunPython:
    """The index; `gin` is its name on PostgreSQL."""
    names = {"table": of.table, "index": of.index, "gin": gin}

    def run(on_sqlite: tuple[str, ...], on_postgresql: tuple[str, ...]) -> Callable[..., None]:
        def execute(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
            is_postgresql = schema_editor.connection.vendor == "postgresql"
            for statement in on_postgresql if is_postgresql else on_sqlite:
                schema_editor.execute(statement.format(**names), params=None)

        return execute

    return migrations.RunPython(run(_SQLITE, _POSTGRESQL), run(_NOT_SQLITE, _NOT_POSTGRESQL))

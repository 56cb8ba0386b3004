"""`orderkin set-up`: make the database and the static files ready for this version."""

import click
from django.core.management import call_command
from django.db import connection

# Figures of a small desk would mislead the planner when it has grown.
LARGE = 10_000


@click.command()
@click.option("--only", type=click.Choice(["database", "static"]), help="One part alone.")
def set_up(only: str | None) -> None:
    """Bring the database up to date and collect the static files. Safe to run again."""
    if only != "static":
        call_command("migrate", interactive=False, verbosity=0)
        _know_sizes()
    if only != "database":
        # Icons are written into the pages; nobody asks for them one by one.
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["icons"])


def _know_sizes() -> None:
    """SQLite forgets the size of a table that a migration makes anew, and then scans joins."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM orders_order")
        if cursor.fetchone()[0] > LARGE:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")

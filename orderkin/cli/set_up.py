"""`orderkin set-up`: make the database and the static files ready for this version."""

import click
from django.core.management import call_command


@click.command()
@click.option("--only", type=click.Choice(["database", "static"]), help="One part alone.")
def set_up(only: str | None) -> None:
    """Bring the database up to date and collect the static files. Safe to run again."""
    if only != "static":
        call_command("migrate", interactive=False, verbosity=0)
    if only != "database":
        # Icons are written into the pages; nobody asks for them one by one.
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["icons"])

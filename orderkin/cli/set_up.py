"""`orderkin set-up`: make the database and the static files ready for this version."""

import click
from django.core.management import call_command


@click.command()
@click.option("--no-static", is_flag=True, help="Leave the static files as they are.")
def set_up(no_static: bool) -> None:
    """Bring the database up to date and collect the static files. Safe to run again."""
    call_command("migrate", interactive=False, verbosity=0)
    if not no_static:
        # Icons are written into the pages; nobody asks for them one by one.
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["icons"])
    click.echo("Ready.")

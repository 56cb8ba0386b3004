"""`orderkin seed-demo`: fill an empty desk with the demo shop."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import click
from django.conf import settings

from orderkin.demo.seed import seed_demo as seed


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the people as one line of JSON.")
def seed_demo(as_json: bool) -> None:
    """Fill an empty desk with the demo shop, once, and print who may sign in.

    Only with ORDERKIN_DEMO=1: these people's passwords are kept in the data folder.
    """
    if not settings.DEMO:
        raise click.ClickException(
            "The demo shop is only for demo installations. Set ORDERKIN_DEMO=1 and run again."
        )
    people = seed(data=settings.DATA, at=datetime.now(UTC))
    if as_json:
        click.echo(json.dumps({"people": [asdict(person) for person in people]}))
        return
    for person in people:
        click.echo(f"{person.role:<13} {person.email}  {person.password}")
        if person.pin:
            click.echo(f"{'':<13} Security PIN {person.pin}, API token {person.token}")

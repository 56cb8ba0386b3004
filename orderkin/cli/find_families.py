"""`orderkin find-families`: propose families among imported orders; link those one is sure of."""

from datetime import UTC, datetime

import click

from orderkin.client.actors import SYSTEM, actor_of
from orderkin.client.models import Employee
from orderkin.imports.proposing import accept, propose
from orderkin.lib.errors import NotFound


@click.command()
@click.option("--accept-above", type=click.IntRange(50, 100), help="Link from this per cent on.")
@click.option("--as", "email", default="", help="The employee who links; else the system.")
def find_families(accept_above: int | None, email: str) -> None:
    """Show which imported orders seem to belong to earlier ones, with the evidence.

    Nothing is linked without --accept-above; every link can be taken back with Unlink.
    """
    found = propose()
    for one in found:
        evidence = "; ".join(f"{clue.code}: {clue.text}" for clue in one.clues)
        click.echo(f"{one.surety:>3} %  {one.child} → {one.parent}  {evidence}")
    if not found:
        click.echo("Nothing found: no imported order shows a sign of an earlier one.")
    if accept_above is None:
        return
    actor = SYSTEM
    if email:
        employee = Employee.objects.filter(email__iexact=email, is_active=True).first()
        if employee is None:
            raise NotFound(f"There is no employee {email}.")
        actor = actor_of(employee, "cli")
    sure = [one for one in found if one.surety >= accept_above]
    refused = accept(sure, actor=actor, at=datetime.now(UTC))
    click.echo(f"{len(sure) - len(refused)} linked, {len(refused)} refused.")
    for one, sentence in refused:
        click.echo(f"{one.child}: {sentence}")

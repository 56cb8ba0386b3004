"""`orderkin invite`: a one-time link for an employee; the first Client Admin comes this way."""

from datetime import UTC, datetime

import click
from django.urls import reverse
from django.utils.translation import gettext as _

from orderkin.client.actions.invite_employee import invite_employee
from orderkin.client.actors import SYSTEM
from orderkin.client.invitations import link_parts
from orderkin.client.models import Employee
from orderkin.client.rules import ROLES


@click.command()
@click.argument("email")
@click.option("--name", default="", help="Their name; the e-mail when left out.")
@click.option("--role", default="client_admin", show_default=True, type=click.Choice([*ROLES]))
@click.option(
    "--at",
    "address",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="Where the desk is opened.",
)
def invite(email: str, name: str, role: str, address: str) -> None:
    """Invite the employee EMAIL, or make a new link for one who is here: to set a password with.

    The link is good once, for three days. Whoever can run this command owns the desk anyway.
    """
    here = Employee.objects.filter(email__iexact=email.strip(), is_active=True).first()
    person = here or invite_employee(
        actor=SYSTEM, email=email, name=name, role=role, at=datetime.now(UTC)
    )
    place = reverse("desk:invitation", args=link_parts(person))
    words = {"email": person.email, "role": person.role}
    click.echo(_("%(email)s, %(role)s, sets a password at") % words)
    click.echo(f"{address.rstrip('/')}{place}")

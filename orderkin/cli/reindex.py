"""`orderkin reindex`: prove the search index, or write it again from the orders."""

import sys

import click
from django.utils.translation import gettext as _

from orderkin.search.checking import check_index
from orderkin.search.index import rebuild


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; exit code 1 when orders differ.")
def reindex(check: bool) -> None:
    """Write what every order is found by again, slice by slice, while the desk is in use."""
    if check:
        checked, wrong = check_index()
        for number in wrong[:50]:
            click.echo(_("Order %(number)s is not found as it is.") % {"number": number})
        told = {"checked": f"{checked:,}", "wrong": f"{len(wrong):,}"}
        click.echo(_("%(checked)s orders checked, %(wrong)s differ.") % told)
        sys.exit(1 if wrong else 0)
    done = 0
    for done in rebuild():
        if sys.stderr.isatty():
            click.echo(f"\r{done:,}", err=True, nl=False)
    click.echo(_("%(count)s orders can be found.") % {"count": f"{done:,}"})

"""What `orderkin import` does with a full export: it recognises one by its first line."""

from __future__ import annotations

import json
from pathlib import Path

import click
from django.utils.translation import gettext as _

from orderkin.cli.progress import bar
from orderkin.client.guarding import guard
from orderkin.exports.restoring import restore, survey
from orderkin.lib.actor import Actor


def bring_back(file: Path, *, actor: Actor, dry_run: bool, as_json: bool) -> None:
    """Bring everything back from a full export, or tell what would come."""
    guard(actor, "export_everything")
    if dry_run:
        proved, told = survey(file)
        facts = {"orders": told.orders, "here": told.here, "by": proved.by, "at": proved.at}
        sentence = _(
            "A full export by %(by)s of %(at)s, whole: %(orders)s orders, %(here)s here already."
        )
        click.echo(json.dumps(facts) if as_json else sentence % facts)
        return
    with bar(_("Bringing everything back")) as report:
        came = restore(file, actor=actor, report=report)
    records = dict(came.proved.records)
    facts = {"made": came.made, "already": came.orders - came.made}
    if as_json:
        click.echo(json.dumps({**facts, "records": records}))
        return
    click.echo(_("%(made)s orders came back, %(already)s were here already.") % facts)

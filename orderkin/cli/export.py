"""`orderkin export`: a list as CSV or XLSX, or everything as one file that comes in again."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
from django.utils.translation import gettext as _

from orderkin.cli.progress import bar
from orderkin.client.actors import SYSTEM, actor_by_email
from orderkin.client.guarding import guard
from orderkin.exports.families import reasons_table, recipes_table
from orderkin.exports.lists import customers_table, employees_table, products_table
from orderkin.exports.orders import orders_table
from orderkin.exports.writing import write_export
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.lib.tables import FORMS, Table
from orderkin.search.columns import COLUMNS, known_columns
from orderkin.search.find import SORTS, Sort

LISTS = ("orders", "customers", "products", "employees", "recipes", "reasons")


@click.command()
@click.argument("what", metavar="[LIST] FILE", nargs=-1, required=True)
@click.option("--full", is_flag=True, help="Everything, as one file that comes in again.")
@click.option("--query", "-q", default="", help="Only what this finds, in the search language.")
@click.option("--sort", default="newest", type=click.Choice(SORTS), show_default=True)
@click.option("--columns", default="", help=f"For orders, by comma: {', '.join(COLUMNS)}.")
@click.option("--format", "form", default="", type=click.Choice(["", *FORMS]))
@click.option("--as", "email", default="", help="The employee who exports; else the system.")
def export(
    what: tuple[str, ...],
    full: bool,
    query: str,
    sort: Sort,
    columns: str,
    form: str,
    email: str,
) -> None:
    """Write a LIST (orders, customers, products, employees, recipes, reasons) to FILE.

    As CSV or XLSX by its name.

    FILE may be - for standard output. With --full no LIST is named: `orderkin import FILE` brings
    everything back to a desk without orders.
    """
    actor = actor_by_email(email, "cli") if email else SYSTEM
    if full:
        _export_everything(_one_file(what), actor)
        return
    if len(what) != 2 or what[0] not in LISTS:
        told = _("Name one of these lists and a file: %(lists)s. Or --full and a file.")
        raise click.UsageError(told % {"lists": ", ".join(LISTS)})
    file = None if what[1] == "-" else Path(what[1])
    table = _table(what[0], query, sort, columns, actor)
    ending = form or (file.suffix.lstrip(".").lower() if file else "")
    _write(table.pieces("xlsx" if ending == "xlsx" else "csv"), file)
    if file:
        click.echo(_("%(file)s is written.") % {"file": file}, err=True)


def _one_file(what: tuple[str, ...]) -> Path:
    if len(what) != 1 or what[0] == "-":
        raise click.UsageError(_("With --full, name one file."))
    return Path(what[0])


def _export_everything(file: Path, actor: Actor) -> None:
    guard(actor, "export_everything")
    with bar(_("Orders and histories")) as report:
        seal = write_export(file, actor=actor, at=datetime.now(UTC), report=report)
    counts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(seal.counts.items()))
    click.echo(_("%(file)s is written: %(counts)s.") % {"file": file, "counts": counts}, err=True)


def _table(what: str, query: str, sort: Sort, columns: str, actor: Actor) -> Table:
    if what == "orders":
        wanted = [name.strip() for name in columns.split(",") if name.strip()]
        chosen = known_columns(wanted)
        if len(chosen) != len(set(wanted)):
            sentence = _("These are the columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)}
            raise Invalid(sentence, code="unknown_column", field="columns")
        at = datetime.now(UTC)
        return orders_table(
            actor=actor, at=at, text=query, sort=sort, columns=chosen if wanted else COLUMNS
        )
    if what == "customers":
        return customers_table(actor=actor, text=query)
    if what == "products":
        return products_table(actor=actor, text=query)
    plain = {"employees": employees_table, "recipes": recipes_table, "reasons": reasons_table}
    return plain[what](actor=actor)


def _write(pieces: Iterable[bytes], file: Path | None) -> None:
    """Into the file under another name first: what stands there is whole or not there."""
    if file is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    draft = file.with_name(f"{file.name}.part")
    try:
        with draft.open("wb") as out:
            for piece in pieces:
                out.write(piece)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)

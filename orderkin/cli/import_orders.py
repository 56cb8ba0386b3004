"""`orderkin import`: bring in a file of orders, with a progress bar and a reason for every line."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from orderkin.cli.mappings import chosen_mapping
from orderkin.cli.progress import SpeedColumn
from orderkin.cli.restore import bring_back
from orderkin.client.actors import SYSTEM, actor_of
from orderkin.client.models import Employee
from orderkin.exports.reading import is_full_export
from orderkin.imports import queries
from orderkin.imports.actions.start_import import start_import
from orderkin.imports.at_hand import carry_on_here
from orderkin.imports.models import ImportRun
from orderkin.imports.previewing import Preview, preview_import
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotFound
from orderkin.lib.money import show

_SHOWN = 50


@click.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--mapping",
    default="",
    metavar="FILE|NAME",
    help="A mapping as JSON, or one that is saved; with joins, the files are read as one set.",
)
@click.option("--channel", default="", help="The channel the orders come from.")
@click.option("--company", default="", help="Whose channel a new one is to be.")
@click.option("--currency", default="", help="ISO currency, where the file names none.")
@click.option("--zone", default="", help="Time zone of times without one, like Europe/Berlin.")
@click.option("--day-first", "order", flag_value="dmy", help="04/05/26 is the 4th of May.")
@click.option("--month-first", "order", flag_value="mdy", help="04/05/26 is the 5th of April.")
@click.option("--decimal-mark", default="", type=click.Choice(["", ".", ","]))
@click.option("--encoding", default="", help="The file's encoding, where it cannot be told.")
@click.option("--as", "email", default="", help="The employee who imports; else the system.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen and write nothing.")
@click.option("--all-verdicts", is_flag=True, help="Print every verdict, not only what to mend.")
@click.option("--json", "as_json", is_flag=True, help="Print counts and verdicts as JSON lines.")
def import_orders(
    files: tuple[Path, ...],
    mapping: str,
    channel: str,
    company: str,
    currency: str,
    zone: str,
    order: str | None,
    decimal_mark: str,
    encoding: str,
    email: str,
    dry_run: bool,
    all_verdicts: bool,
    as_json: bool,
) -> None:
    """Import orders from each FILE. The same file again makes nothing twice.

    A full export (orderkin export --full) brings everything back to a desk without orders.

    Exit code 0 when every order is here, 2 when some were refused.
    """
    actor = _actor(email)
    if len(files) == 1 and is_full_export(files[0]):
        bring_back(files[0], actor=actor, dry_run=dry_run, as_json=as_json)
        return
    document = chosen_mapping(mapping) if mapping else None
    sets = [files] if document and document.get("joins") else [(file,) for file in files]
    settled = {
        "currency": currency.upper(),
        "zone": zone,
        "date_order": order or "",
        "decimal_mark": decimal_mark,
        "encoding": encoding,
    }
    wrong = False
    for together in sets:
        with ExitStack() as opened:
            contents = [opened.enter_context(file.open("rb")) for file in together]
            if dry_run:
                told = preview_import(
                    actor=actor,
                    contents=contents,
                    choices=settled,
                    mapping=document,
                    channel=channel,
                    company=company,
                    most_problems=None if all_verdicts else _SHOWN + 1,
                )
                wrong = _print_preview(told, together[0], all_verdicts) or wrong
                continue
            run = start_import(
                actor=actor,
                file_name=together[0].name,
                content=contents[0],
                more=contents[1:],
                channel=channel,
                company=company,
                choices=settled,
                mapping=document,
                at=datetime.now(UTC),
                queue=False,
            )
        _carry_on(run, actor)
        ended = queries.one_run(run.pk)
        (_print_json if as_json else _print)(ended, all_verdicts)
        _tell_what_goes_on(ended)
        wrong = wrong or bool(ended.refused) or ended.state != "done"
    sys.exit(2 if wrong else 0)


def _print_preview(told: Preview, file: Path, everything: bool) -> bool:
    """Print what an import would do; whether anything would be refused."""
    sums = ", ".join(show(amount, currency) for currency, amount in sorted(told.sums.items()))
    click.echo(
        f"{file.name}: {told.layout or 'columns guessed'}; would import {told.new} orders with "
        f"{told.lines} lines ({sums or 'nothing'}), {told.already} here already, "
        f"{told.changed} changed, {told.refused} refused."
    )
    for field, header in told.columns:
        click.echo(f"  {header} → {field}")
    for problem, sentence in told.problems[: None if everything else _SHOWN]:
        place = " ".join(filter(None, (str(problem.line), problem.column, problem.number)))
        click.echo(f"  line {place}: {sentence}")
    if len(told.problems) > _SHOWN and not everything:
        click.echo("… and more: --all-verdicts prints every one.")
    return bool(told.refused)


def _actor(email: str) -> Actor:
    if not email:
        return SYSTEM
    employee = Employee.objects.filter(email__iexact=email, is_active=True).first()
    if employee is None:
        raise NotFound(f"There is no employee {email}.")
    return actor_of(employee, "cli")


def _carry_on(run: ImportRun, actor: Actor) -> None:
    """The work itself, with a bar on standard error where somebody looks at it."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("lines"),
        SpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(f"{run.file_name}: {run.label}", total=None)

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        ended = carry_on_here(run, actor, report)
        progress.update(task, completed=ended.lines, total=ended.lines)


def _tell_what_goes_on(run: queries.RunView) -> None:
    """What the desk does next, on standard error: standard output holds the result alone."""
    if run.state == "done" and run.made:
        click.echo("The desk's worker looks for families among them now: see Family proposals "
                   "under Imports. `orderkin find-families` looks at once.", err=True)  # fmt: skip
    elif run.state in {"running", "waiting"}:
        click.echo("The desk's worker has taken this import over: see Imports.", err=True)
    elif run.state == "paused":
        click.echo("Paused. Go on under Imports, or import the file again.", err=True)


def _print(run: queries.RunView, everything: bool) -> None:
    console = Console()
    sums = ", ".join(show(amount, currency) for currency, amount in sorted(run.sums.items()))
    click.echo(
        f"{run.file_name}: {run.made} imported, {run.already} here already, "
        f"{run.changed} changed, {run.refused} refused"
        + (f", {run.warned} to look at" if run.warned else "")
        + (f". New orders come to {sums}." if sums else ".")
    )
    if run.problem:
        click.echo(run.problem)
    table = Table("Line", "Column", "Order", "Verdict", box=None)
    told, more = 0, False
    for verdict in _verdicts(run.id):
        if not everything and verdict.outcome not in {"refused", "warning"}:
            continue
        if told == _SHOWN and not everything:
            more = True
            break
        told += 1
        cells = (verdict.column, verdict.number, verdict.sentence)
        place = f"{verdict.file} {verdict.line}".strip()
        table.add_row(escape(place), *map(escape, cells))
    if told:
        console.print(table, highlight=False)
    if more:
        click.echo("… and more: --all-verdicts prints every one.")


def _verdicts(run_id: int) -> Iterator[queries.VerdictView]:
    after: int | None = 0
    while after is not None:
        page = queries.verdicts_of(run_id, after=after, limit=1000)
        yield from page.rows
        after = page.next


def _print_json(run: queries.RunView, everything: bool) -> None:
    told = asdict(run)
    click.echo(json.dumps(told, default=str, ensure_ascii=False))
    if everything:
        for verdict in _verdicts(run.id):
            click.echo(json.dumps(asdict(verdict), ensure_ascii=False))

"""`orderkin import-catalogue`: products, and what kits hold, from a catalogue's files."""

from datetime import UTC, datetime
from pathlib import Path

import click

from orderkin.cli.mappings import read_mapping
from orderkin.client.actors import SYSTEM
from orderkin.imports.actions.import_catalogue import import_catalogue
from orderkin.imports.mapping_files import catalogue_document
from orderkin.imports.problems import CannotRead
from orderkin.imports.saying import sentence

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import-catalogue")
@click.argument("products", type=_FILE)
@click.argument("parts", type=_FILE, required=False)
@click.option("--mapping", type=_FILE, required=True, help="Which columns hold what, as JSON.")
def import_products(products: Path, parts: Path | None, mapping: Path) -> None:
    """Import PRODUCTS, and the bill of materials PARTS; the same files again change nothing."""
    try:
        done = import_catalogue(
            actor=SYSTEM,
            products=products,
            parts=parts,
            mapping=read_mapping(mapping, catalogue_document),
            at=datetime.now(UTC),
        )
    except CannotRead as wrong:
        raise click.ClickException(sentence(wrong.problem)) from wrong
    click.echo(
        f"{done.made} products made, {done.already} here already, {done.parts} components made, "
        f"{done.parts_already} here already, {len(done.problems)} rows left out."
    )
    for problem in done.problems[:50]:
        click.echo(f"  line {problem.line}: {sentence(problem)}")

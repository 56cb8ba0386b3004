"""`orderkin related-order create`: the same action as everywhere, with the same dry run."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TextIO

import click
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from orderkin.cli.related_texts import lines_text, preview_text
from orderkin.cli.related_wishes import wish_of
from orderkin.client.actors import actor_by_email
from orderkin.families.actions.create_related_order import Approval, create_related_order
from orderkin.families.preview_documents import preview_document
from orderkin.families.previews import preview_related_order
from orderkin.families.queries import order_page


@click.group("related-order")
def related_order() -> None:
    """Create related orders, or look at what they would be."""


@related_order.command("create")
@click.argument("number")
@click.option(
    "--as", "email", required=True, help="The employee who asks: their rights, their PIN."
)
@click.option("--notes", default="", help="Customer Service Notes.")
@click.option("--recipe", default="", help="Code of a recipe, such as replacement.")
@click.option("--reason", default="", help="Code of a reason, such as damaged.")
@click.option(
    "--line",
    "lines",
    multiple=True,
    help="SKU, #LINE of the parent or SKU@#LINE for it, then *UNITS and =BASIS or =12.50.",
)
@click.option("--price-reason", default="", help="Why prices such as =12.50 are what they are.")
@click.option(
    "--kept",
    multiple=True,
    help="A wrong unit that stays: #LINE that was ordered, then *UNITS and =SKU that arrived.",
)
@click.option("--take-note", "travel", multiple=True, type=int, help="Id of a note that travels.")
@click.option("--override", default="", help="Why to go past the guard, for those who may.")
@click.option("--look-alike", is_flag=True, help="Make it although one like it was just made.")
@click.option("--pin-file", type=click.File(), help="Where the Security PIN stands; - is input.")
@click.option("--approver", default="", help="The second person, where approval is asked.")
@click.option("--approver-pin-file", type=click.File(), help="Where their Security PIN stands.")
@click.option("--key", default="", help="Idempotency key: the same again makes nothing twice.")
@click.option("--preview-token", default="", help="Commit exactly what a dry run showed.")
@click.option("--dry-run", is_flag=True, help="Show the exact result and make nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, as the API answers.")
def create(number: str, email: str, dry_run: bool, as_json: bool, **typed: Any) -> None:
    """Create a related order of the order NUMBER.

    Lines: --line LAMP*2=free (two lamps for nothing), --line '#17' (line 17 of the parent again),
    --line 'BULB@#17=2.50' (a bulb for it at 2.50). `orderkin related-order lines` shows the ids.
    """
    actor, at, wish = actor_by_email(email, "cli"), datetime.now(UTC), wish_of(number, typed)
    if dry_run:
        seen = preview_document(preview_related_order(actor=actor, number=number, wish=wish, at=at))
        click.echo(_document(seen) if as_json else preview_text(seen))
        return
    made = create_related_order(
        actor=actor,
        number=number,
        wish=wish,
        key=typed["key"] or str(uuid.uuid4()),
        at=at,
        pin=_read(typed["pin_file"]),
        approval=_approval(typed["approver"], typed["approver_pin_file"]),
        preview=typed["preview_token"],
    )
    told = (
        _("Related order %(number)s was made before.") if made.replayed else _("Made %(number)s.")
    )
    click.echo(_document(asdict(made.child)) if as_json else told % {"number": made.number})


@related_order.command("lines")
@click.argument("number")
def lines(number: str) -> None:
    """Show the lines and notes of the order NUMBER, with the ids that `create` takes."""
    click.echo(lines_text(order_page(number)))


def _read(file: TextIO | None) -> str:
    return file.readline().strip() if file else ""


def _approval(email: str, pin_file: TextIO | None) -> Approval | None:
    return Approval(actor_by_email(email, "cli"), _read(pin_file)) if email else None


def _document(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, cls=DjangoJSONEncoder)
